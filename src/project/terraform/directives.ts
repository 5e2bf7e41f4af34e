const DIRECTIVE = /(?<!%)%\{(~?)\s*([\s\S]*?)\s*(~?)\}/g;

/**
 * A template with its `%{ if … }` directives decided: the branch of a condition that is known, and the first one where it is not, since
 * what may be there counts. Undefined for `%{ for … }`, which makes text that stands nowhere, and for directives that do not close.
 * https://developer.hashicorp.com/terraform/language/expressions/strings#directives
 * @param holds whether a condition is true, as far as that is known
 */
export function withoutConditions(text: string, holds: (condition: string) => boolean | undefined): string | undefined {
  /** Of the conditions that are open here: whether their text is taken. */
  const open: { takes: boolean; first: boolean }[] = [];
  let out = '';
  let at = 0;
  let trimNext = false;
  const add = (end: number, trimEnd: boolean) => {
    const piece = text.slice(at, end);
    const from = trimNext ? piece.trimStart() : piece;
    if (open.every(({ takes }) => takes)) out += trimEnd ? from.trimEnd() : from;
  };
  for (const match of text.matchAll(DIRECTIVE)) {
    const [whole, trimBefore, words = '', trimAfter] = match;
    add(match.index, trimBefore === '~');
    const condition = /^if\s+([\s\S]+)$/.exec(words)?.[1];
    const innermost = open.at(-1);
    if (condition !== undefined) {
      const first = holds(condition) ?? true;
      open.push({ takes: first, first });
    } else if (words === 'else' && innermost) innermost.takes = !innermost.first;
    else if (words === 'endif' && innermost) open.pop();
    else return undefined;
    at = match.index + whole.length;
    trimNext = trimAfter === '~';
  }
  add(text.length, false);
  return open.length === 0 ? out : undefined;
}
