import { literal, literalOf, type Text } from '../../model/text.js';
import { startsLikeArn } from './arn-text.js';
import { isProfileId, modelOfProfile, modelsBehind } from './inference-profile.js';
import type { Converter } from './types.js';

/**
 * What may stand where Bedrock asks for a model: a foundation model's id, an inference profile's id (then the models behind it in every
 * Region it routes to are needed as well), or the ARN of either, of a provisioned or a custom model.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
 */
export const modelId: Converter = (text, context) => {
  const start = text[0]?.kind === 'literal' ? text[0].text : '';
  if (startsLikeArn(text))
    return /:(application-)?inference-profile\//.test(start)
      ? [{ whole: text }, ...modelsBehind(text)]
      : [{ whole: text }];
  if (isProfileId(text)) return [{ whole: profileArn(text, context.fields) }, ...modelsBehind(text)];
  // An id that is not known may be either.
  if (literalOf(text) === undefined && start === '')
    return [{ part: text }, { whole: profileArn(text, context.fields) }];
  return [{ part: modelOfProfile(text) }];
};

const profileArn = (id: Text, fields: { [field: string]: Text }): Text => [
  ...literal('arn:'),
  ...fields['Partition']!,
  ...literal(':bedrock:'),
  ...fields['Region']!,
  ...literal(':'),
  ...fields['Account']!,
  ...literal(':inference-profile/'),
  ...id,
];
