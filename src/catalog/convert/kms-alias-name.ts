import { literal, type Text } from '../../model/text.js';
import { nameOrArn } from './name-or-arn.js';
import type { Converter } from './types.js';

/** `alias/orders`: the ARN's template already says `alias/`. */
export const kmsAliasName: Converter = (text, context) => nameOrArn(withoutPrefix(text), context);

const withoutPrefix = (text: Text): Text => {
  const [first, ...rest] = text;
  return first?.kind === 'literal' && first.text.startsWith('alias/')
    ? [...literal(first.text.slice('alias/'.length)), ...rest]
    : text;
};
