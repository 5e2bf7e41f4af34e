/** Replaces the characters from `start` up to `end` of a file by `text`. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** Applies splices of one text. They must not overlap; two at one point are inserted in their order. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const ordered = splices.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let out = '';
  let end = 0;
  for (const splice of ordered) {
    if (splice.start < end) throw new Error('two edits overlap');
    out += text.slice(end, splice.start) + splice.text;
    end = splice.end;
  }
  return out + text.slice(end);
}

/** The line ending of a text: what most of its lines have. */
export function lineEndOf(text: string): string {
  const crlf = text.match(/\r\n/g)?.length ?? 0;
  return crlf > 0 && crlf * 2 >= (text.match(/\n/g)?.length ?? 0) ? '\r\n' : '\n';
}
