import { concatTexts, literal } from '../../model/text.js';
import { splitText, startsLikeArn } from './arn-text.js';
import type { Converter } from './types.js';

/** The topic of a subscription's ARN: `arn:aws:sns:eu-west-1:1:orders:<id>` without its last field. */
export const subscriptionTopic: Converter = (text) => {
  const fields = splitText(text, ':');
  if (!startsLikeArn(text) || fields.length < 7)
    return [
      {
        part:
          text.length === 1 && text[0]?.kind === 'unknown'
            ? text
            : [{ kind: 'unknown', reason: 'the topic is not in the part of the subscription that is known' }],
      },
    ];
  return [
    { upTo: concatTexts(...fields.slice(0, 6).flatMap((field, i) => (i === 0 ? [field] : [literal(':'), field]))) },
  ];
};
