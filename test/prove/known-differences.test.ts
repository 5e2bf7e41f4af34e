import { runSimulation, runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import { describe, expect, it } from 'vitest';
import type { Statement } from '../../src/model/policy.js';
import { type RequestContext, simulate } from '../../src/prove/index.js';

/** Where we decide otherwise than iam-simulate: docs/prove.md gives AWS's words for each. When one goes away, its row must too. */
const ROWS: readonly [
  name: string,
  statement: Partial<Statement>,
  context: RequestContext,
  ours: boolean,
  resource?: string,
  version?: string,
][] = [
  [
    'the region is compared with case',
    { Resource: 'arn:aws:sqs:US-EAST-1:*:q' },
    {},
    false,
    'arn:aws:sqs:us-east-1:111122223333:q',
  ],
  [
    'a wildcard in the resource type',
    { Resource: 'arn:aws:dynamodb:*:*:ta*/T' },
    {},
    true,
    'arn:aws:dynamodb:us-east-1:111122223333:table/T',
  ],
  [
    'dates as epoch seconds',
    { Condition: { DateLessThan: { 'aws:CurrentTime': '1798761600' } } },
    { 'aws:CurrentTime': '2026-01-01T00:00:00Z' },
    true,
  ],
  [
    'NotIpAddress and the other family',
    { Condition: { NotIpAddress: { 'aws:SourceIp': '10.1.2.3' } } },
    { 'aws:SourceIp': '2001:db8::1' },
    true,
  ],
  [
    'a plain operator on a multivalued key',
    { Condition: { StringEquals: { 'aws:TagKeys': 'a' } } },
    { 'aws:TagKeys': ['a', 'b'] },
    true,
  ],
  [
    'ForAnyValue with IfExists on nothing',
    { Condition: { 'ForAnyValue:StringEqualsIfExists': { 'aws:TagKeys': 'a' } } },
    {},
    true,
  ],
  [
    'an escaped star under StringEquals',
    { Condition: { StringEquals: { 'aws:PrincipalTag/t': '${*}' } } },
    { 'aws:PrincipalTag/t': '*' },
    true,
  ],
  [
    'a variable without value, negated',
    { Condition: { StringNotEquals: { 'aws:PrincipalTag/t': '${aws:username}' } } },
    { 'aws:PrincipalTag/t': 'x' },
    true,
  ],
  [
    'a variable without value in NotResource',
    { Resource: undefined as never, NotResource: 'arn:aws:s3:::${aws:username}/*' },
    {},
    true,
    'arn:aws:s3:::b/k',
  ],
  [
    'variables before version 2012-10-17',
    { Condition: { StringLike: { 'aws:PrincipalTag/t': '${aws:username}' } } },
    { 'aws:PrincipalTag/t': 'a', 'aws:username': 'a' },
    false,
    undefined,
    '2008-10-17',
  ],
];

describe('known differences to iam-simulate', () => {
  it.each(ROWS)('%s', (_, statement, context, ours, resource = 'arn:aws:s3:::b/k', version = '2012-10-17') => {
    const policy = {
      Version: version,
      Statement: [{ Effect: 'Allow' as const, Action: '*', Resource: '*', ...statement }],
    };
    for (const one of policy.Statement) if (one.Resource === undefined) delete (one as Partial<Statement>).Resource;
    const theirs = runUnsafeSimulation(
      {
        request: {
          principal: 'arn:aws:iam::111122223333:role/r',
          action: 's3:GetObject',
          resource: { resource, accountId: '111122223333' },
          contextVariables: context,
        },
        identityPolicies: [{ name: 'p', policy }],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
      },
      {},
    );
    const decision = simulate({ action: 's3:GetObject', resource, context }, policy).decision;
    expect([decision === 'allowed', theirs === 'Allowed']).toEqual([ours, !ours]);
  });

  it('a boundary limits what a resource policy grants to everybody', async () => {
    const policy = (Action: string, more = {}) => ({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow' as const, Action, Resource: '*', ...more }],
    });
    const [identity, boundary, granting] = [policy('s3:*'), policy('s3:*'), policy('sqs:*', { Principal: '*' })];
    const request = { action: 'sqs:SendMessage', resource: 'arn:aws:sqs:us-east-1:111122223333:q', context: {} };
    const principal = 'arn:aws:iam::111122223333:role/r';
    const theirs = await runSimulation(
      {
        request: {
          principal,
          action: request.action,
          resource: { resource: request.resource, accountId: '111122223333' },
          contextVariables: {},
        },
        identityPolicies: [{ name: 'p', policy: identity }],
        permissionBoundaryPolicies: [{ name: 'b', policy: boundary }],
        resourcePolicy: granting,
        serviceControlPolicies: [],
        resourceControlPolicies: [],
      },
      {},
    );
    const ours = simulate(
      { ...request, principal: { AWS: principal } },
      { identity: [identity], boundary, resource: granting },
    );
    expect([ours.decision, theirs.resultType === 'single' && theirs.overallResult]).toEqual([
      'implicit-deny',
      'Allowed',
    ]);
  });
});
