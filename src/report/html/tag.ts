import { htmlText } from '../../model/escape/html.js';

/** Markup that is already safe. Only `html` makes it, so that text cannot become markup by mistake. */
export class Markup {
  constructor(readonly text: string) {}
}

type Piece = Markup | string | number | null | readonly Piece[];

/** Markup with its holes escaped: strings become text, whether in an element or a quoted attribute; lists are joined; null is nothing. */
export const html = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup =>
  new Markup(strings.map((text, i) => (i === 0 ? text : written(pieces[i - 1]!) + text)).join(''));

function written(piece: Piece): string {
  if (piece === null) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'number') return String(piece);
  return typeof piece === 'string' ? htmlText(piece) : piece.map(written).join('');
}
