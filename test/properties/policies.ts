import fc from 'fast-check';
import type { ConditionBlock, PolicyDocument, Statement } from '../../src/model/policy.js';

/** Policies over a tiny alphabet, so that all requests can be tried. */
const names = ['a', 'b', 'ab', '*', 'a*', '*b', '?', 'a?', '*a*'];
export const actions = names.map((name) => `s:${name}`).concat('*', 't:a', 's:*');
export const resources = [
  '*',
  ...['a', 'b', 'a/b', '*', 'a*', '*b', '?', 'a?b', '*a*', '${k:v}', 'a${k:v}', '${*}', '${k:v}/*'].map(
    (rest) => `arn:p:s:r:1:${rest}`,
  ),
  'arn:p:s:*:1:a',
  'arn:p:s:?:*:*',
  'arn:p:s:r:*:a*',
  'arn:p:s*',
  'arn:p:s:*a*',
  'arn:p:*s:r',
  'arn:p:s',
];

const texts = ['a', 'b', 'A', 'a*', '*', '?', '*b', 'ab', '${k:v}', '${k:v}b'];
const list = <T>(items: readonly T[], max = 2) =>
  fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: max });

const condition: fc.Arbitrary<ConditionBlock> = fc
  .tuple(
    fc.constantFrom('', '', '', 'ForAllValues:', 'ForAnyValue:'),
    fc.constantFrom(
      'StringEquals',
      'StringNotEquals',
      'StringLike',
      'StringNotLike',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
    ),
    fc.constantFrom('', '', 'IfExists'),
    fc.constantFrom('k:s', 'k:s', 'k:v', 'K:S'),
    list(texts),
  )
  .map(([set, operator, suffix, key, values]) => ({ [set + operator + suffix]: { [key]: values } }));

const other: fc.Arbitrary<ConditionBlock> = fc.oneof(
  fc
    .tuple(fc.constantFrom('k:s', 'k:n', 'k:v'), fc.boolean())
    .map(([key, flag]) => ({ Null: { [key]: String(flag) } })),
  fc
    .tuple(
      fc.constantFrom('Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'),
      fc.constantFrom('', 'IfExists'),
      list([1, 2, 3]),
    )
    .map(([operator, suffix, values]) => ({ [`Numeric${operator}${suffix}`]: { 'k:n': values } })),
  fc.constantFrom<ConditionBlock>({ Bool: { 'k:b': 'true' } }, { BoolIfExists: { 'k:b': 'false' } }),
);

const element = <N extends string>(name: N, values: readonly string[]) =>
  fc
    .tuple(fc.integer({ min: 0, max: 5 }), list(values))
    .map(([kind, chosen]) => ({ [kind === 0 ? `Not${name}` : name]: chosen }));

const statement: fc.Arbitrary<Statement> = fc
  .tuple(
    fc.constantFrom<'Allow' | 'Deny'>('Allow', 'Allow', 'Allow', 'Deny'),
    element('Action', actions),
    element('Resource', resources),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 3, arbitrary: condition },
      { weight: 1, arbitrary: other },
    ),
    fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: condition }),
  )
  .map(([Effect, action, resource, one, two]) => {
    const block = { ...one, ...two };
    return { Effect, ...action, ...resource, ...(Object.keys(block).length > 0 && { Condition: block }) } as Statement;
  });

/** The old version has no variables: `${k:v}` is plain text there. */
export const policy: fc.Arbitrary<PolicyDocument> = fc
  .tuple(
    fc.constantFrom('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17'),
    fc.array(statement, { minLength: 1, maxLength: 3 }),
  )
  .map(([Version, Statement]) => ({ Version, Statement }));
