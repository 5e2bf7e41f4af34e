import { Lexer } from 'yaml';

const SCALAR = '\u001f';

/** Comments of a YAML text between two offsets, in order, each from its `#` to the end of its line. */
export function commentsBetween(text: string, start: number, end: number): string[] {
  const out: string[] = [];
  let offset = 0;
  let inScalar = false;
  for (const token of new Lexer().lex(text)) {
    // Marks of the lexer take no place in the text; what follows the scalar mark may begin with `#` and is no comment.
    if (token === '\u0002' || token === '\u0018' || token === SCALAR) {
      inScalar = token === SCALAR;
      continue;
    }
    if (token.startsWith('#') && !inScalar && offset >= start && offset < end) out.push(token.trimEnd());
    inScalar = false;
    offset += token.length;
  }
  return out;
}
