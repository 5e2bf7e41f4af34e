import { splitText } from './arn-text.js';
import { nameOrArn } from './name-or-arn.js';
import type { Converter } from './types.js';

/** `family:revision` where the ARN's placeholder takes only what stands before the colon. */
export const firstSegment: Converter = (text, context) => {
  const first = text[0]?.kind === 'literal' && text[0].text.startsWith('arn:') ? text : splitText(text, ':')[0]!;
  return nameOrArn(first, context);
};
