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

/** Splits at top-level commas: arguments of a call, items of a list. */
function splitArguments(text: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let quoted = false;
  let current = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]!;
    if (quoted && char === '\\') {
      current += char + (text[at + 1] ?? '');
      at += 1;
      continue;
    }
    if (char === '"') quoted = !quoted;
    else if (!quoted && '({['.includes(char)) depth += 1;
    else if (!quoted && ')}]'.includes(char)) depth -= 1;
    if (char === ',' && depth === 0 && !quoted) {
      out.push(current.trim());
      current = '';
    } else current += char;
  }
  return [...out, current.trim()].filter((item) => item !== '');
}

/** `cond ? a : b` at the top level → the branches. */
export function branchesOf(expression: string): [string, string] | undefined {
  let depth = 0;
  let quoted = false;
  let question = -1;
  for (let at = 0; at < expression.length; at += 1) {
    const char = expression[at]!;
    if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if ('({['.includes(char)) depth += 1;
    else if (')}]'.includes(char)) depth -= 1;
    else if (char === '?' && depth === 0 && question < 0) question = at;
    else if (char === ':' && depth === 0 && question >= 0)
      return [expression.slice(question + 1, at).trim(), expression.slice(at + 1).trim()];
  }
  return undefined;
}

/** `name(arguments)` that spans the whole expression. */
export function callOf(expression: string): { name: string; args: string[] } | undefined {
  const match = /^([a-z_]\w*)\(([\s\S]*)\)$/.exec(expression);
  if (!match) return undefined;
  const inner = match[2]!;
  let depth = 0;
  for (const char of inner) {
    if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    if (depth < 0) return undefined;
  }
  return { name: match[1]!, args: splitArguments(inner) };
}
