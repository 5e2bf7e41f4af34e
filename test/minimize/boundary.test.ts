import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import { boundary, companionsOf, QUOTAS, sizeOfDocument } from '../../src/minimize/index.js';
import { simulate } from '../../src/prove/index.js';
import { permission } from './permission.js';

const catalog = openCatalog();
const options = { arnContext: { account: '111122223333' }, name: 'orders-boundary', catalog };
const ROLE = 'arn:aws:iam::111122223333:role/runner';
const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';
const needs = [
  permission({ action: 'dynamodb:GetItem', resource: TABLE }),
  permission({ action: 'lambda:InvokeFunction', resource: 'arn:aws:lambda:eu-west-1:111122223333:function:worker' }),
  permission({ action: 'logs:PutLogEvents', resource: 'arn:aws:logs:*:*:log-group:/aws/lambda/orders:*' }),
  permission({
    action: 'iam:PassRole',
    resource: ROLE,
    condition: { StringEquals: { 'iam:PassedToService': 'states.amazonaws.com' } },
  }),
];

/** What a role with every permission may do inside the boundary. */
const decide = (headroom: 'coarse' | 'tight' | 'exact', action: string, resource = '*', context = {}) =>
  simulate(
    { action, resource, context },
    {
      identity: [{ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }],
      boundary: boundary(needs, { ...options, headroom }).policy.document,
    },
  ).decision;

describe('a boundary', () => {
  const passed = { 'iam:PassedToService': 'states.amazonaws.com' };

  it.each([
    ['dynamodb:GetItem', TABLE, 'allowed', 'allowed', 'allowed'],
    ['dynamodb:Scan', TABLE, 'allowed', 'allowed', 'implicit-deny'],
    ['dynamodb:PutItem', TABLE, 'allowed', 'implicit-deny', 'implicit-deny'],
    ['logs:PutLogEvents', '*', 'allowed', 'allowed', 'allowed'],
    ['xray:PutTraceSegments', '*', 'allowed', 'allowed', 'allowed'],
    ['logs:DeleteLogGroup', '*', 'explicit-deny', 'explicit-deny', 'explicit-deny'],
    ['s3:GetObject', '*', 'explicit-deny', 'explicit-deny', 'explicit-deny'],
    ['lambda:UpdateFunctionCode', '*', 'explicit-deny', 'explicit-deny', 'implicit-deny'],
    ['lambda:AddPermission', '*', 'explicit-deny', 'implicit-deny', 'implicit-deny'],
    ['lambda:AddLayerVersionPermission', '*', 'explicit-deny', 'implicit-deny', 'implicit-deny'],
    ['dynamodb:PutResourcePolicy', '*', 'explicit-deny', 'implicit-deny', 'implicit-deny'],
    ['iam:CreateRole', '*', 'explicit-deny', 'explicit-deny', 'explicit-deny'],
    ['iam:PassRole', 'arn:aws:iam::111122223333:role/admin', 'explicit-deny', 'explicit-deny', 'explicit-deny'],
    ['organizations:LeaveOrganization', '*', 'explicit-deny', 'explicit-deny', 'explicit-deny'],
  ])('%s on %s: coarse %s, tight %s, exact %s', (action, resource, coarse, tight, exact) => {
    expect([
      decide('coarse', action, resource, passed),
      decide('tight', action, resource, passed),
      decide('exact', action, resource, passed),
    ]).toEqual([coarse, tight, exact]);
  });

  it('passes the one role to the one service', () => {
    expect(decide('coarse', 'iam:PassRole', ROLE, passed)).toBe('allowed');
    expect(decide('coarse', 'iam:PassRole', ROLE, { 'iam:PassedToService': 'ec2.amazonaws.com' })).toBe(
      'implicit-deny',
    );
  });

  it('explains every line', () => {
    const { explanation, policy } = boundary(needs, options);
    const lines = policy.document.Statement.flatMap(({ Sid, Action }) =>
      Action ? [...Action].map((line) => `${Sid} ${line}`) : [`${Sid} everything else`],
    );
    expect(explanation.map(({ sid, line }) => `${sid} ${line}`)).toEqual(lines);
    expect(explanation.filter(({ why }) => why === '')).toEqual([]);
    expect(explanation.find(({ line }) => line === 'dynamodb:*')?.why).toBe('needed: dynamodb:GetItem');
  });

  it('is stable under new code of the same kind', () => {
    const more = [...needs, permission({ action: 'dynamodb:PutItem', resource: `${TABLE}-archive` })];
    expect(boundary(more, options).policy).toEqual(boundary(needs, options).policy);
  });

  it('falls back to more headroom when it must fit one policy, and says so', () => {
    const actions = ['ec2', 'rds', 'sagemaker', 'iot', 'glue'].flatMap((prefix) =>
      Object.values(catalog.service(prefix)!.actions).map(({ action }) => permission({ action, resource: '*' })),
    );
    const { headroom, findings, policy } = boundary(actions, { ...options, headroom: 'exact' });
    expect(headroom).toBe('tight');
    expect(findings.map(({ ruleId, args }) => `${ruleId} ${args['asked']} ${args['used']}`)).toEqual([
      'IT407 exact tight',
    ]);
    expect(sizeOfDocument(policy.document)).toBeLessThanOrEqual(QUOTAS.managed);
  });
});

describe('companions of a boundary', () => {
  const roles = 'arn:aws:iam::111122223333:role/orders-*';
  const made = boundary(needs, options);
  const { delegation, serviceControl } = companionsOf([made], options.arnContext, roles);
  const arn = 'arn:aws:iam::111122223333:policy/orders-boundary';

  it.each([
    ['iam:CreateRole', 'arn:aws:iam::111122223333:role/orders-new', { 'iam:PermissionsBoundary': arn }, 'allowed'],
    ['iam:CreateRole', 'arn:aws:iam::111122223333:role/orders-new', {}, 'implicit-deny'],
    ['iam:CreateRole', 'arn:aws:iam::111122223333:role/admin', { 'iam:PermissionsBoundary': arn }, 'implicit-deny'],
    ['iam:DeleteRolePermissionsBoundary', 'arn:aws:iam::111122223333:role/orders-new', {}, 'explicit-deny'],
    ['iam:CreatePolicyVersion', arn, {}, 'explicit-deny'],
  ])('delegation: %s on %s with %j is %s', (action, resource, context, decision) => {
    expect(simulate({ action, resource, context }, delegation).decision).toBe(decision);
  });

  const full = { Version: '2012-10-17', Statement: { Effect: 'Allow' as const, Action: '*', Resource: '*' } };
  it.each([
    ['s3:GetObject', 'arn:aws:iam::111122223333:role/orders-fn', 'explicit-deny'],
    ['dynamodb:Scan', 'arn:aws:iam::111122223333:role/orders-fn', 'allowed'],
    ['s3:GetObject', 'arn:aws:iam::111122223333:role/admin', 'allowed'],
  ])('service control: %s as %s is %s', (action, principal, decision) => {
    const request = { action, resource: '*', context: { 'aws:PrincipalArn': principal } };
    expect(simulate(request, { identity: [full], serviceControl: [[full, serviceControl]] }).decision).toBe(decision);
  });
});
