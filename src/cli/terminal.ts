import { styleText } from 'node:util';
import type { Style } from '../render/summary.js';

/** Colours when the stream is a terminal and nobody asked for none (NO_COLOR, FORCE_COLOR as at https://no-color.org). */
export function styleFor(stream: NodeJS.WriteStream): Style {
  const forced = process.env['FORCE_COLOR'];
  const wanted =
    forced !== undefined && forced !== '0' ? true : stream.isTTY === true && process.env['NO_COLOR'] === undefined;
  return wanted ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
}
