import { literalOf, unknownText } from '../../model/text.js';
import { splitText, startsLikeArn } from './arn-text.js';
import { nameOrArn } from './name-or-arn.js';
import type { Converter } from './types.js';

/**
 * The name in front of a colon: a build's id is `<project>:<uuid>`. https://docs.aws.amazon.com/codebuild/latest/APIReference/API_Build.html
 */
export const beforeColon: Converter = (text, context) => {
  if (startsLikeArn(text)) return nameOrArn(text, context);
  const [name = [], ...rest] = splitText(text, ':');
  return [
    {
      part:
        rest.length > 0 || literalOf(text) !== undefined ? name : unknownText('the name is in an id that is not known'),
    },
  ];
};
