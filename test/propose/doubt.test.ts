import { describe, expect, it } from 'vitest';
import type { Strength } from '../../src/model/permission.js';
import { literal } from '../../src/model/text.js';
import { doubtOf } from '../../src/propose/compare/doubt.js';
import type { Granted } from '../../src/propose/compare/grants.js';
import type { Needed } from '../../src/propose/compare/needs.js';

const at = { file: 'template.yaml', line: 1, column: 1 };
const need = (resource: string, extra: { strength?: Strength; open?: boolean } = {}): Needed => ({
  action: 'sns:Publish',
  resource,
  widest: resource,
  open: extra.open ?? false,
  permission: {
    action: 'sns:Publish',
    resource: literal(resource),
    evidence: [{ source: 'deployment', strength: extra.strength ?? 'proven', at, reason: 'x' }],
  },
});
const grant = (resource: string, extra: Partial<Granted> = {}): Granted => ({
  action: 'sns:Publish',
  resource,
  at,
  origin: 'inline',
  implicit: false,
  ...extra,
});
const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:t';
const ifSo = { StringEquals: { 'aws:PrincipalTag/App': ['shop'] } };

describe('why a need may be granted all the same', () => {
  const denied = (Resource: string) => [
    {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow' as const, Action: ['sns:Publish'], Resource: ['*'] },
        { Effect: 'Deny' as const, Action: ['sns:Publish'], Resource: [Resource] },
      ],
    },
  ];
  it.each<[string, Needed, Granted[], ReturnType<typeof denied>, string | undefined]>([
    ['nothing is granted', need(TOPIC), [], [], undefined],
    ['another topic is granted', need(TOPIC), [grant('arn:aws:sns:eu-west-1:111122223333:u')], [], undefined],
    [
      'the need is uncertain',
      need(TOPIC, { strength: 'likely' }),
      [],
      [],
      'not every function that does this needs it',
    ],
    [
      'the Region and account of the need are open',
      need('arn:aws:sns:*:*:t'),
      [grant(TOPIC)],
      [],
      'the policy allows a part of it',
    ],
    [
      'the name is open',
      need('arn:aws:sns:*:*:${env:T}', { open: true }),
      [grant(TOPIC)],
      [],
      'the resource is only known at run time, and the policy allows some',
    ],
    [
      'a condition stands before it',
      need(TOPIC),
      [grant(TOPIC, { condition: ifSo })],
      [],
      'the policy allows it under a condition',
    ],
    [
      'a part is denied',
      need('*'),
      [grant('*')],
      denied('arn:aws:sns:*:*:*'),
      'the policy allows it and denies a part',
    ],
    ['all of it is denied', need(TOPIC), [grant('*')], denied('arn:aws:sns:*:*:*'), undefined],
  ])('%s', (_case, wanted, grants, today, expected) => {
    expect(doubtOf(wanted, grants, (resource) => resource, today)).toBe(expected);
  });
});
