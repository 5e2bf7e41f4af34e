/** A string cut into plain text and variables. */
export type Piece = { text: string } | { variable: string };

/** Sources of the Serverless Framework's variables; any other `${…}` is CloudFormation's. https://www.serverless.com/framework/docs/guides/variables */
const SOURCES =
  /^(self|opt|env|sls|param|aws|file|cf|ssm|s3|git|strToBool|output|terraform|vault|doppler|hcp)\b\s*[:(]/;

/** Cuts `orders-${sls:stage}-${self:custom.${opt:x}.y}` at its outermost variables. */
export function piecesOf(text: string): Piece[] {
  const out: Piece[] = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const end = text.startsWith('${', at) ? closing(text, at + 2) : -1;
    const inner = end < 0 ? '' : text.slice(at + 2, end);
    if (end >= 0 && (SOURCES.test(inner.trim()) || /^\$\{/.test(inner.trim()))) {
      if (plain !== '') out.push({ text: plain });
      plain = '';
      out.push({ variable: inner });
      at = end + 1;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  if (plain !== '' || out.length === 0) out.push({ text: plain });
  return out;
}

/** Index of the brace that closes a variable; -1 when none does. */
function closing(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at += 1) {
    if (text.startsWith('${', at)) depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

/** `opt:stage, self:provider.stage, 'dev'` → the source and what to use when it has no value. Commas in quotes, braces and brackets do not count. */
export function alternativesIn(variable: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let quote = '';
  let current = '';
  for (const char of variable) {
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === "'" || char === '"') quote = char;
    else if ('{(['.includes(char)) depth += 1;
    else if ('})]'.includes(char)) depth -= 1;
    if (char === ',' && depth === 0 && quote === '') {
      out.push(current.trim());
      current = '';
    } else current += char;
  }
  return [...out, current.trim()];
}

/** `file(./a.yml):b.c` → source, parameters, address. */
export function splitSource(expression: string): { source: string; parameter: string; address: string } | undefined {
  const match = /^(\w+)\s*(?:\(([\s\S]*)\))?\s*(?::\s*([\s\S]*))?$/.exec(expression);
  return match ? { source: match[1]!, parameter: match[2] ?? '', address: (match[3] ?? '').trim() } : undefined;
}
