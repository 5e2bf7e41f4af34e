import { concatTexts, literal, literalOf, type Text } from '../../model/text.js';
import { startsLikeArn } from './arn-text.js';
import { nameOrArn } from './name-or-arn.js';
import { arnReference, soleReference } from './reference.js';
import type { ConvertContext, Converter } from './types.js';

/**
 * A bucket's name, or the ARN of an access point; objects behind an access point are `<access point>/object/<key>`.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
export const s3Bucket: Converter = (text, context) => {
  const reference = soleReference(text);
  if (reference?.targetType === 'AWS::S3::AccessPoint') return [{ upTo: behind(arnReference(reference), context) }];
  if (startsLikeArn(text) && isAccessPoint(text)) return [{ upTo: behind(text, context) }];
  return nameOrArn(text, context);
};

const isAccessPoint = (text: Text): boolean => /:accesspoint[/:]/.test(literalOf(text.slice(0, 1)) ?? '');

const behind = (accessPoint: Text, context: ConvertContext): Text =>
  context.type === 'object' ? concatTexts(accessPoint, literal('/object')) : accessPoint;
