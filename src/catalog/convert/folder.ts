import { concatTexts, literal, type Text } from '../../model/text.js';
import type { Converter } from './types.js';

/**
 * The folder of a key and all in it: services that write results also write a probe file beside them (`.write_access_check_file.temp`).
 * `reports/out.json` → `reports/*`. https://docs.aws.amazon.com/transcribe/latest/APIReference/API_StartTranscriptionJob.html
 */
export const folderOf: Converter = (text) => [{ part: concatTexts(upToSlash(text), literal('*')) }];

/** A key that starts with this, whatever follows. */
export const prefixOf: Converter = (text) => [{ part: concatTexts(text, literal('*')) }];

function upToSlash(text: Text): Text {
  for (let i = text.length - 1; i >= 0; i--) {
    const part = text[i];
    const slash = part?.kind === 'literal' ? part.text.lastIndexOf('/') : -1;
    if (part?.kind === 'literal' && slash >= 0) return [...text.slice(0, i), ...literal(part.text.slice(0, slash + 1))];
  }
  return [];
}
