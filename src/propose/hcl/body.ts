import { skipBrackets, skipToken } from './skip.js';

/** A block or an attribute of an HCL body, with its place in the text. */
export interface HclItem {
  kind: 'block' | 'attribute';
  name: string;
  labels: string[];
  start: number;
  /** Between the braces of a block; the expression of an attribute. */
  inner: { start: number; end: number };
  end: number;
}

/** Blocks and attributes between two offsets, in order. What is not HCL ends the list: nothing behind it is edited. */
export function itemsIn(text: string, start: number, end: number): HclItem[] {
  const out: HclItem[] = [];
  let index = start;
  while (index < end) {
    const next = skipToken(text, index);
    if (next > index || /\s/.test(text[index]!)) {
      index = Math.max(next, index + 1);
      continue;
    }
    const item = itemAt(text, index, end);
    if (!item) break;
    out.push(item);
    index = item.end;
  }
  return out;
}

function itemAt(text: string, start: number, limit: number): HclItem | undefined {
  const head = /^([A-Za-z_][\w-]*)[ \t]*((?:"[^"\n]*"[ \t]*|[A-Za-z_][\w-]*[ \t]*)*)([={])/.exec(
    text.slice(start, limit),
  );
  if (!head) return undefined;
  const [whole, name = '', labels = '', sign] = head;
  const from = start + whole.length;
  if (sign === '{') {
    const end = skipBrackets(text, from - 1);
    const names = [...labels.matchAll(/"([^"]*)"|([A-Za-z_][\w-]*)/g)].map(
      ([, quoted, plain]) => quoted ?? plain ?? '',
    );
    return { kind: 'block', name, labels: names, start, inner: { start: from, end: end - 1 }, end };
  }
  const end = expressionEnd(text, from, limit);
  return {
    kind: 'attribute',
    name,
    labels: [],
    start,
    inner: { start: from + (/^\s*/.exec(text.slice(from, end))?.[0].length ?? 0), end },
    end,
  };
}

/** An expression ends with its line, unless a bracket is open. */
function expressionEnd(text: string, start: number, limit: number): number {
  let index = start;
  while (index < limit && text[index] !== '\n' && text[index] !== '#' && !text.startsWith('//', index)) {
    if ('([{'.includes(text[index]!)) index = skipBrackets(text, index);
    else index = Math.max(skipToken(text, index), index + 1);
  }
  return start + text.slice(start, index).trimEnd().length;
}

/** Comments between two offsets, each on one line. */
export function hclCommentsBetween(text: string, start: number, end: number): string[] {
  const out: string[] = [];
  for (let index = start; index < end; ) {
    const next = skipToken(text, index);
    if (next > index && /^(#|\/\/|\/\*)/.test(text.slice(index, index + 2)))
      out.push(
        ...text
          .slice(index, next)
          .split(/\r?\n/)
          .map((line) => line.trim()),
      );
    index = Math.max(next, index + 1);
  }
  return out;
}
