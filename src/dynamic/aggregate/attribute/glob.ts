/** Pattern text as a test of ARNs that are pattern text too: `*` and `?` are open, everything else stands for itself, also `${*}`. */
export function globOf(pattern: string): RegExp {
  const source = pattern
    .split(/(\$\{[*?$]\}|[*?])/)
    .map((piece) => (piece === '*' ? '.*' : piece === '?' ? '.' : piece.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')));
  return new RegExp(`^${source.join('')}$`, 's');
}
