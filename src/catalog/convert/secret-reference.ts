import { literal, type Text } from '../../model/text.js';
import { secret } from './secret.js';
import type { Converter } from './types.js';

const PREFIX = /^\/aws\/reference\/secretsmanager\//;

/** `/aws/reference/secretsmanager/<secret>`: a parameter's name that stands for a secret. */
export const secretReference: Converter = (text, context) => {
  const [first, ...rest] = text;
  if (first?.kind !== 'literal' || !PREFIX.test(first.text)) return [{ none: true }];
  const name: Text = [...literal(first.text.replace(PREFIX, '')), ...rest];
  return secret(name, context);
};
