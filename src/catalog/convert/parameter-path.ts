import { concatTexts, literal, literalOf, type Text } from '../../model/text.js';
import { leadingSlash } from './leading-slash.js';
import type { Converter } from './types.js';

/**
 * A hierarchy of parameters: the path itself, which is what GetParametersByPath is checked on, and all below it.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
 */
export const parameterPath: Converter = (text, context) => {
  const path = withoutTrailingSlash(text);
  if (literalOf(path) === '') return [{ part: literal('*') }];
  return leadingSlash(path, context).flatMap((one) =>
    one.part
      ? [one, { ...one, part: concatTexts(one.part, literal('/*')) }]
      : one.upTo
        ? [one, { upTo: concatTexts(one.upTo, literal('/*')) }]
        : [one],
  );
};

function withoutTrailingSlash(text: Text): Text {
  const last = text.at(-1);
  if (last?.kind !== 'literal' || !last.text.endsWith('/')) return text;
  return [...text.slice(0, -1), ...literal(last.text.replace(/\/+$/, ''))];
}
