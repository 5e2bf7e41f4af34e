import { concatTexts, literal, type Text, unknownText } from '../../model/text.js';
import type { Converted } from './types.js';

// Geographies of cross-Region inference: https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
const GEOGRAPHY = /^(us|us-gov|eu|apac|jp|au|ca|sa|me|af|global)\.(?=[a-z0-9-]+\.)/;

const head = (text: Text): string => (text[0]?.kind === 'literal' ? text[0].text : '');

/** `eu.anthropic.claude-…`: a model's id behind a geography. */
export const isProfileId = (text: Text): boolean => GEOGRAPHY.test(head(text));

/** The id without its geography. */
export const modelOfProfile = (text: Text): Text =>
  isProfileId(text) ? [...literal(head(text).replace(GEOGRAPHY, '')), ...text.slice(1)] : text;

/** Foundation models that a profile routes to, in whatever Regions; of an application profile only AWS knows which. */
export function modelsBehind(profile: Text): Converted[] {
  const inArn = head(profile).replace(/^arn:.*:inference-profile\//, '');
  const id: Text = [...literal(inArn), ...profile.slice(1)];
  const model = isProfileId(id)
    ? modelOfProfile(id)
    : unknownText('the models behind the inference profile are not in the code');
  const region = unknownText('an inference profile routes to several Regions');
  return [
    {
      whole: concatTexts(
        literal('arn:'),
        partitionOf(profile),
        literal(':bedrock:'),
        region,
        literal('::foundation-model/'),
        model,
      ),
    },
  ];
}

const partitionOf = (profile: Text): Text => {
  const named = /^arn:([\w-]+):/.exec(head(profile))?.[1];
  return named ? literal(named) : [{ kind: 'reference', target: 'AWS::Partition', targetKind: 'pseudo' }];
};
