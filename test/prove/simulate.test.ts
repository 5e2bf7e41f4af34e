import { describe, expect, it } from 'vitest';
import type { PolicyDocument, Statement } from '../../src/model/policy.js';
import { type AccessRequest, type PolicySet, simulate } from '../../src/prove/index.js';

const policy = (...Statement: Statement[]): PolicyDocument => ({ Version: '2012-10-17', Statement });
const allow = (Action: string, more: Partial<Statement> = {}): Statement => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
});
const deny = (Action: string, more: Partial<Statement> = {}): Statement => ({
  Effect: 'Deny',
  Action,
  Resource: '*',
  ...more,
});

const ROLE = 'arn:aws:iam::111122223333:role/path/worker';
const SESSION = 'arn:aws:sts::111122223333:assumed-role/worker/i-1';
const request = (principal = ROLE): AccessRequest => ({
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::b/k',
  principal: { AWS: principal },
  context: {},
});

const everything = policy(allow('*'));

describe('simulate', () => {
  it.each<[name: string, set: PolicySet, decision: string, reason: string]>([
    [
      'nothing allows',
      { identity: [policy(allow('sqs:*'))] },
      'implicit-deny',
      'no statement of the identity policies allows it',
    ],
    ['no policy at all', {}, 'implicit-deny', 'no statement of the identity policies allows it'],
    [
      'a deny wins',
      { identity: [everything, policy(allow('s3:*'), deny('s3:Get*', { Sid: 'NoGet' }))] },
      'explicit-deny',
      'denied by statement 2 (NoGet) of the identity policies',
    ],
    [
      'identity allows',
      { identity: [policy(allow('s3:GetObject'))] },
      'allowed',
      'allowed by statement 1 of the identity policies',
    ],
    [
      'the boundary limits',
      { identity: [everything], boundary: policy(allow('sqs:*')) },
      'implicit-deny',
      'no statement of the permissions boundary allows it',
    ],
    [
      'the boundary alone gives nothing',
      { identity: [policy(allow('sqs:*'))], boundary: everything },
      'implicit-deny',
      'no statement of the identity policies allows it',
    ],
    [
      'every level of service control policies must allow',
      { identity: [everything], serviceControl: [[everything], [policy(allow('sqs:*'))]] },
      'implicit-deny',
      'no statement of the service control policies allows it',
    ],
    [
      'a resource control policy denies',
      { identity: [everything], resourceControl: [[everything, policy(deny('s3:*'))]] },
      'explicit-deny',
      'denied by statement 1 of the resource control policies',
    ],
    [
      'the session policy limits',
      { identity: [everything], session: [policy(allow('sqs:*'))] },
      'implicit-deny',
      'no statement of the session policies allows it',
    ],
    [
      'the resource policy alone is enough in one account',
      { identity: [policy(allow('sqs:*'))], resource: policy(allow('s3:*', { Principal: { AWS: ROLE } })) },
      'allowed',
      'allowed by statement 1 of the resource policy',
    ],
    [
      'a grant to the account leaves it to identity policies',
      { identity: [policy(allow('sqs:*'))], resource: policy(allow('s3:*', { Principal: { AWS: '111122223333' } })) },
      'implicit-deny',
      'no statement of the identity policies allows it',
    ],
    [
      'across accounts both must allow',
      {
        identity: [policy(allow('sqs:*'))],
        resource: policy(allow('s3:*', { Principal: { AWS: ROLE } })),
        crossAccount: true,
      },
      'implicit-deny',
      'no statement of the identity policies allows it',
    ],
    [
      'across accounts the resource policy must allow',
      { identity: [everything], resource: policy(allow('sqs:*', { Principal: '*' })), crossAccount: true },
      'implicit-deny',
      'no statement of the resource policy allows it',
    ],
    [
      'a boundary limits a grant to the role',
      { identity: [], boundary: policy(allow('sqs:*')), resource: policy(allow('s3:*', { Principal: { AWS: ROLE } })) },
      'implicit-deny',
      'no statement of the permissions boundary allows it',
    ],
  ])('%s', (_, set, decision, reason) => {
    const result = simulate(request(), set);
    expect([result.decision, result.reason]).toEqual([decision, reason]);
  });

  it('does not let the boundary limit a grant to the session', () => {
    const set = {
      identity: [],
      boundary: policy(allow('sqs:*')),
      resource: policy(allow('s3:*', { Principal: { AWS: SESSION } })),
    };
    expect(simulate(request(SESSION), set).decision).toBe('allowed');
  });

  it.each(['arn:aws:iam::111122223333:user/ann', 'arn:aws:sts::111122223333:federated-user/ann'])(
    'does not let the boundary limit a grant to the caller %s',
    (who) => {
      const set = {
        identity: [],
        boundary: policy(allow('sqs:*')),
        resource: policy(allow('s3:*', { Principal: { AWS: who } })),
      };
      expect(simulate(request(who), set).decision).toBe('allowed');
      expect(simulate(request(`${who}e`), set).decision).toBe('implicit-deny');
    },
  );

  it.each<[action: string, resource: string, grant: string, decision: string]>([
    ['kms:Decrypt', 'arn:aws:kms:eu-west-1:111122223333:key/k', '111122223333', 'allowed'],
    ['kms:Decrypt', 'arn:aws:kms:eu-west-1:111122223333:key/k', '444455556666', 'implicit-deny'],
    ['sts:AssumeRole', 'arn:aws:iam::111122223333:role/r', 'arn:aws:iam::111122223333:role/other', 'implicit-deny'],
    ['s3:GetObject', 'arn:aws:s3:::b/k', 'arn:aws:iam::111122223333:role/other', 'allowed'],
  ])('asks the policies of keys and roles too: %s on %s for %s', (action, resource, AWS, decision) => {
    const set = { identity: [everything], resource: policy(allow('*', { Principal: { AWS } })) };
    expect(simulate({ ...request(), action, resource }, set).decision).toBe(decision);
  });

  it('takes the full access of resource control policies as attached', () => {
    const set = { identity: [everything], resourceControl: [[policy(deny('sqs:*', { Principal: '*' }))]] };
    expect(simulate(request(), set)).toEqual({
      decision: 'allowed',
      reason: 'allowed by statement 1 of the identity policies',
      statements: [{ policy: 'identity', document: 0, index: 0, effect: 'Allow' }],
    });
    expect(simulate({ ...request(), action: 'sqs:SendMessage' }, set).decision).toBe('explicit-deny');
  });

  it('names the statements that decided', () => {
    const set = {
      identity: [everything, policy(allow('sqs:*'), allow('s3:*', { Sid: 'Read' }))],
      boundary: everything,
    };
    expect(simulate(request(), set).statements).toEqual([
      { policy: 'identity', document: 0, index: 0, effect: 'Allow' },
      { policy: 'identity', document: 1, index: 1, sid: 'Read', effect: 'Allow' },
      { policy: 'boundary', document: 0, index: 0, effect: 'Allow' },
    ]);
  });

  it.each<[entry: Statement['Principal'], who: AccessRequest['principal'], expected: boolean]>([
    ['*', { Service: 'ec2.amazonaws.com' }, true],
    ['*', { AWS: SESSION }, true],
    [{ AWS: '*' }, { AWS: ROLE }, true],
    [{ AWS: '*' }, { Service: 'ec2.amazonaws.com' }, false],
    [{ AWS: ROLE }, { AWS: SESSION }, true],
    [{ AWS: SESSION }, { AWS: ROLE }, false],
    [{ AWS: SESSION }, { AWS: SESSION }, true],
    [{ AWS: 'arn:aws:iam::111122223333:root' }, { AWS: SESSION }, true],
    [{ AWS: '111122223333' }, { AWS: ROLE }, true],
    [{ AWS: '444455556666' }, { AWS: ROLE }, false],
    [{ Service: ['a.amazonaws.com', 'b.amazonaws.com'] }, { Service: 'b.amazonaws.com' }, true],
    [{ Federated: 'accounts.google.com' }, { Federated: 'www.amazon.com' }, false],
    [{ CanonicalUser: 'abc' }, { CanonicalUser: 'abc' }, true],
  ])('the principal %j names %j: %s', (entry, who, expected) => {
    const asked = { ...request(), ...(who && { principal: who }) };
    const granted = simulate(asked, policy(allow('s3:*', { Principal: entry! }))).decision === 'allowed';
    const denied =
      simulate(asked, policy(allow('s3:*', { Principal: '*' }), deny('s3:*', { NotPrincipal: entry! }))).decision ===
      'explicit-deny';
    expect([granted, denied]).toEqual([expected, !expected]);
  });
});
