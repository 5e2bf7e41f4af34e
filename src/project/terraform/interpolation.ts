/** A Terraform string cut into text and expressions. */
export type HclPiece = { text: string } | { expression: string };

/** Cuts `x-${var.y}` at its interpolations; `$${` is a literal `${`. Braces and quotes inside an expression are counted. */
export function hclPieces(text: string): HclPiece[] {
  const out: HclPiece[] = [];
  let plain = '';
  for (let at = 0; at < text.length; ) {
    if (text.startsWith('$${', at)) {
      plain += '${';
      at += 3;
      continue;
    }
    const end = text.startsWith('${', at) ? closing(text, at + 2) : -1;
    if (end < 0) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain !== '') out.push({ text: plain });
    plain = '';
    out.push({ expression: text.slice(at + 2, end).trim() });
    at = end + 1;
  }
  if (plain !== '' || out.length === 0) out.push({ text: plain });
  return out;
}

/** Index of the brace that closes an expression; -1 when none does. */
function closing(text: string, start: number): number {
  let depth = 1;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at]!;
    if (char === '\\' && quoted) at += 1;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && char === '{') depth += 1;
    else if (!quoted && char === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}
