import { splitText, startsLikeArn } from './arn-text.js';
import { nameOrArn } from './name-or-arn.js';
import type { Converter } from './types.js';

/** `/hostedzone/Z123` and `Z123` are one zone. https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHostedZone.html */
export const lastSegment: Converter = (text, context) =>
  nameOrArn(startsLikeArn(text) ? text : splitText(text, '/').at(-1)!, context);
