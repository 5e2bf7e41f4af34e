import { concatTexts, literal, literalOf } from '../../model/text.js';
import { splitText, startsLikeArn } from './arn-text.js';
import type { Converter } from './types.js';

/**
 * A bus in front of a rule's name: nothing for the default bus, `<bus>/` for others, whose name or ARN may be given.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-manage-iam-access.html
 */
export const eventRule: Converter = (text) => {
  const name = startsLikeArn(text) ? splitText(text, '/').at(-1)! : text;
  return [{ part: literalOf(name) === 'default' ? [] : concatTexts(name, literal('/')) }];
};
