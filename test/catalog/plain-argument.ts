import type { Argument } from '../../src/model/argument.js';
import type { Text } from '../../src/model/text.js';

/**
 * Writes requests in test tables as plain JSON. Strings: `$env:NAME`, `$ref:Name|AWS::S3::Bucket`, `$ref:Name.Arn|AWS::SQS::Queue`,
 * `$?` for a value nobody can see; several parts are joined with `+`. `{ "$open": true }` marks an object with further members.
 */
export function toArgument(value: unknown): Argument {
  if (value === undefined || value === null) return { kind: 'constant' };
  if (typeof value === 'number' || typeof value === 'boolean') return { kind: 'constant', value };
  if (typeof value === 'string')
    return value === '$?' ? { kind: 'unknown', reason: 'not seen' } : { kind: 'text', text: toText(value) };
  if (Array.isArray(value)) return { kind: 'list', items: value.map(toArgument) };
  const { $open, ...members } = value as { [name: string]: unknown };
  return {
    kind: 'object',
    members: Object.fromEntries(Object.entries(members).map(([name, one]) => [name, toArgument(one)])),
    ...($open !== undefined && { open: { reason: 'spread of an unknown value' } }),
  };
}

function toText(value: string): Text {
  return value.split(/\+(?=\$)|(?<=\$[^+]*)\+/).map((part) => {
    const env = /^\$env:(.+)$/.exec(part)?.[1];
    if (env) return { kind: 'env', name: env };
    const [, target, attribute, targetType] = /^\$ref:(\w+)(?:\.(\w+))?\|(.+)$/.exec(part) ?? [];
    if (target && targetType)
      return { kind: 'reference', target, targetType, targetKind: 'resource', ...(attribute && { attribute }) };
    if (part === '$?') return { kind: 'unknown', reason: 'not seen' };
    return { kind: 'literal', text: part };
  });
}
