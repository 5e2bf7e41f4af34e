/**
 * Offset behind the comment, string or heredoc that starts at `at`; `at` itself when none does. Templates inside strings may hold
 * strings again. https://developer.hashicorp.com/terraform/language/syntax/configuration
 */
export function skipToken(text: string, at: number): number {
  if (text[at] === '#' || text.startsWith('//', at)) return lineEnd(text, at);
  if (text.startsWith('/*', at)) {
    const end = text.indexOf('*/', at + 2);
    return end < 0 ? text.length : end + 2;
  }
  if (text[at] === '"') return skipString(text, at);
  const heredoc = /^<<-?([A-Za-z_][\w-]*)\r?\n/.exec(text.slice(at, at + 200));
  if (!heredoc) return at;
  const end = new RegExp(`^[ \\t]*${heredoc[1]}[ \\t]*\\r?$`, 'm').exec(text.slice(at + heredoc[0].length));
  return end ? at + heredoc[0].length + end.index + end[0].length : text.length;
}

function skipString(text: string, at: number): number {
  let index = at + 1;
  while (index < text.length && text[index] !== '"') {
    if (text[index] === '\\') index += 2;
    else if ((text.startsWith('${', index) || text.startsWith('%{', index)) && text[index - 1] !== text[index])
      index = skipBrackets(text, index + 1);
    else index += 1;
  }
  return index + 1;
}

/** Offset behind the bracket that closes the one at `at`. */
export function skipBrackets(text: string, at: number): number {
  let depth = 0;
  for (let index = at; index < text.length; ) {
    const next = skipToken(text, index);
    if (next > index) {
      index = next;
      continue;
    }
    if ('([{'.includes(text[index]!)) depth += 1;
    if (')]}'.includes(text[index]!)) depth -= 1;
    index += 1;
    if (depth === 0) return index;
  }
  return text.length;
}

/** Offset of the end of a line, before its line end. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : text[end - 1] === '\r' ? end - 1 : end;
}
