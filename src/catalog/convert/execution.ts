import { concatTexts, literal } from '../../model/text.js';
import { splitText, startsLikeArn } from './arn-text.js';
import type { Converter } from './types.js';

/** The state machine of an execution's ARN: `…:execution:<machine>:<run>` → `…:stateMachine:<machine>`. */
export const executionStateMachine: Converter = (text) => {
  const fields = splitText(text, ':');
  if (!startsLikeArn(text) || fields.length < 7) return [{ part: text }];
  const head = fields.slice(0, 5).flatMap((field) => [field, literal(':')]);
  return [{ upTo: concatTexts(...head, literal('stateMachine:'), fields[6]!) }];
};
