import { concatTexts, literal, type Text } from '../../model/text.js';
import { startsLikeArn } from './arn-text.js';
import { soleReference } from './reference.js';
import type { Converted, Converter } from './types.js';

/**
 * A log group's name or ARN. The ARN that CloudFormation gives ends in `:*`, so a deployed group is named by what `Ref` returns.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-logs-loggroup.html
 */
export const logGroup: Converter = (text) => {
  const reference = soleReference(text);
  if (reference?.targetType === 'AWS::Logs::LogGroup') {
    const { attribute: _, ...name } = reference;
    return [{ part: [name] }];
  }
  return [startsLikeArn(text) ? { upTo: withoutStar(text) } : { part: text }];
};

/**
 * The group and, as policies name it for most calls, everything below it (`:*`).
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html#CWL_ARN_Format
 */
export const logGroupAndBelow: Converter = (text, context) =>
  logGroup(text, context).flatMap((one) => [one, below(one)]);

const below = (one: Converted): Converted =>
  one.upTo
    ? { ...one, upTo: concatTexts(one.upTo, literal(':*')) }
    : { ...one, part: concatTexts(one.part ?? [], literal(':*')) };

function withoutStar(text: Text): Text {
  const last = text.at(-1);
  return last?.kind === 'literal' ? [...text.slice(0, -1), ...literal(last.text.replace(/:\$\{\*\}$/, ''))] : text;
}
