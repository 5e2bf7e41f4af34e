import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import type { FunctionAnalysis } from '../../src/model/analysis.js';
import { renderArn } from '../../src/model/arn-render.js';
import type { DeclaredPolicy, DeployedResource } from '../../src/model/function.js';
import type { Permission } from '../../src/model/permission.js';
import type { Statement } from '../../src/model/policy.js';
import { literal, type Text, unknownText } from '../../src/model/text.js';
import { boundByToday } from '../../src/propose/bound.js';
import { findingsOfComparison } from '../../src/propose/compare/findings.js';
import { compare } from '../../src/propose/compare/index.js';

const at = (line: number) => ({ file: 'template.yaml', line, column: 5 });
const orders: Text = [
  { kind: 'reference', target: 'Orders', attribute: 'Arn', targetKind: 'resource', targetType: 'AWS::DynamoDB::Table' },
];
const bucket = (name: Text): Text => [...literal('arn:aws:s3:::'), ...name, ...literal('/*')];

const need = (action: `${string}:${string}`, resource: Text): Permission => ({
  action,
  resource,
  evidence: [
    { source: 'static', strength: 'proven', at: { file: 'a.ts', line: 7, column: 1 }, operation: action, path: [] },
  ],
});
const allow = (Action: string | string[], Resource: string | string[], extra: Partial<Statement> = {}): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...extra,
});

const resources: { [target: string]: DeployedResource } = {
  Orders: { target: 'Orders', type: 'AWS::DynamoDB::Table', at: at(1), properties: {} },
};
const context = { catalog: openCatalog(), arnContext: {}, resources };

function result(
  permissions: Permission[],
  statements: Statement[] | undefined,
  extra: Partial<DeclaredPolicy> = {},
): FunctionAnalysis {
  const documents = [{ origin: 'inline', document: { Version: '2012-10-17', Statement: statements ?? [] }, at: at(9) }];
  const declared = { role: 'R', documents, unknownManagedPolicies: [], ...extra };
  const fn = {
    id: 'F',
    handler: { file: 'a.ts', export: 'handler' },
    codePath: '.',
    environment: {},
    triggers: [],
    platform: [],
    ...(statements && { declared }),
  };
  return { fn, calls: [], permissions, policies: [], findings: [], ledger: [], files: [] };
}

const run = (permissions: Permission[], statements: Statement[], extra: Partial<DeclaredPolicy> = {}) => {
  const { verdict, rows } = compare(result(permissions, statements, extra), context);
  return { verdict, rows: rows.map(({ change, action, resource, why }) => `${change} ${action} ${resource}: ${why}`) };
};

describe('compare', () => {
  const get = need('dynamodb:GetItem', orders);
  const hole = unknownText('from the event');
  it.each<[string, Permission[], Statement[], string, string[]]>([
    [
      'exactly',
      [get],
      [allow('dynamodb:GetItem', '${Orders.Arn}')],
      'same',
      ['kept dynamodb:GetItem ${Orders.Arn}: needed'],
    ],
    [
      'spelled around the name',
      [get],
      [allow('dynamodb:GetItem', 'arn:aws:dynamodb:*:*:table/${Orders}')],
      'same',
      ['kept dynamodb:GetItem arn:aws:dynamodb:*:*:table/${Orders}: needed'],
    ],
    [
      'a pattern covers the reference',
      [get],
      [allow('dynamodb:GetItem', 'arn:aws:dynamodb:*:*:table/*')],
      'only-removes',
      ['narrowed dynamodb:GetItem arn:aws:dynamodb:*:*:table/*: it is used on ${Orders.Arn} only'],
    ],
    [
      'a pattern of another service does not',
      [get],
      [allow('dynamodb:GetItem', 'arn:aws:s3:::*')],
      'adds',
      [
        'lacking dynamodb:GetItem ${Orders.Arn}: no statement allows it',
        'removed dynamodb:GetItem arn:aws:s3:::*: nothing uses it',
      ],
    ],
    [
      'too many actions',
      [need('sqs:SendMessage', literal('*'))],
      [allow('sqs:*', '*')],
      'only-removes',
      ['narrowed sqs:* *: 1 of its 20 actions are used'],
    ],
    [
      'nothing used',
      [],
      [allow(['s3:GetObject', 's3:PutObject'], '*')],
      'only-removes',
      ['removed s3:GetObject *: nothing uses it', 'removed s3:PutObject *: nothing uses it'],
    ],
    [
      'a pattern covers the stream of a table',
      [
        need('dynamodb:GetRecords', [
          {
            kind: 'reference',
            target: 'Orders',
            attribute: 'StreamArn',
            targetKind: 'resource',
            targetType: 'AWS::DynamoDB::Table',
          },
        ]),
      ],
      [allow('dynamodb:GetRecords', '${Orders.Arn}/stream/*')],
      'same',
      ['kept dynamodb:GetRecords ${Orders.Arn}/stream/*: needed'],
    ],
    ['lacking', [get], [], 'adds', ['lacking dynamodb:GetItem ${Orders.Arn}: no statement allows it']],
    [
      'denied',
      [get],
      [allow('*', '*'), { Effect: 'Deny', Action: 'dynamodb:*', Resource: '*' }],
      'adds',
      ['lacking dynamodb:GetItem ${Orders.Arn}: no statement allows it', 'narrowed * *: 1 of its'],
    ],
    [
      'known at run time, and the policy allows some',
      [need('s3:GetObject', bucket(hole))],
      [allow('s3:GetObject', 'arn:aws:s3:::one/*')],
      'adds',
      [
        'undecided s3:GetObject arn:aws:s3:::*/*: the resource is only known at run time, and the policy allows some',
        'kept s3:GetObject arn:aws:s3:::one/*: needed',
      ],
    ],
  ])('%s', (_, permissions, statements, verdict, rows) => {
    const actual = run(permissions, statements);
    expect({
      verdict: actual.verdict,
      rows: actual.rows.map((row, index) => (rows[index]?.endsWith('of its') ? row.slice(0, rows[index].length) : row)),
    }).toEqual({ verdict, rows });
  });

  it('a managed policy without text leaves both sides open', () => {
    const unknown = { unknownManagedPolicies: [{ name: 'Team', at: at(12) }] };
    expect(run([get], [], unknown)).toEqual({
      verdict: 'unknown',
      rows: ['undecided dynamodb:GetItem ${Orders.Arn}: the text of Team is not known'],
    });
    expect(run([get], [allow('dynamodb:GetItem', '${Orders.Arn}')], unknown).verdict).toBe('only-removes');
  });

  it('what the framework attaches is neither excess nor a difference', () => {
    const document = { Version: '2012-10-17', Statement: [allow('logs:*', '*')] };
    const documents = [{ origin: 'managed', document, at: at(3), implicit: true as const }];
    expect(run([need('logs:PutLogEvents', literal('arn:aws:logs:*:*:log-group:x:*'))], [], { documents })).toEqual({
      verdict: 'same',
      rows: [],
    });
  });
});

describe('findings of a comparison', () => {
  const findings = (
    permissions: Permission[],
    statements: Statement[] | undefined,
    extra: Partial<DeclaredPolicy> = {},
  ) =>
    findingsOfComparison(compare(result(permissions, statements, extra), context)).map(
      ({ ruleId, level, location }) => [ruleId, level, location?.line],
    );

  it.each<[string, Permission[], Statement[] | undefined, [string, string, number | undefined][]]>([
    ['writes on anything are an error', [], [allow('s3:PutObject', '*')], [['IT702', 'error', 9]]],
    ['reads on anything are a warning', [], [allow('s3:GetObject', '*')], [['IT702', 'warning', 9]]],
    ['writes on something are a warning', [], [allow('s3:PutObject', 'arn:aws:s3:::b/*')], [['IT702', 'warning', 9]]],
    ['one for a document', [], [allow(['s3:GetObject', 's3:ListBucket'], 'arn:aws:s3:::b')], [['IT702', 'warning', 9]]],
    ['lacking points at the call', [need('sqs:SendMessage', literal('*'))], [], [['IT703', 'error', 7]]],
    ['no policy declared', [], undefined, [['IT707', 'note', undefined]]],
  ])('%s', (_, permissions, statements, expected) => expect(findings(permissions, statements)).toEqual(expected));

  it('names each managed policy without text', () =>
    expect(findings([], [], { unknownManagedPolicies: [{ name: 'Team', at: at(12) }] })).toEqual([
      ['IT711', 'warning', 12],
    ]));
});

describe('boundByToday', () => {
  const bounded = (permission: Permission, statements: Statement[]) =>
    boundByToday(result([permission], statements), context).map(
      ({ action, resource }) => `${action} ${renderArn(resource)}`,
    );
  const anyBucket = need('s3:GetObject', bucket(unknownText('from the event')));

  it.each<[string, Permission, Statement[], string[]]>([
    [
      'keeps the narrower grants of a need known at run time',
      anyBucket,
      [allow('s3:*', ['arn:aws:s3:::one/*', 'arn:aws:s3:::two/*'])],
      ['s3:GetObject arn:aws:s3:::one/*', 's3:GetObject arn:aws:s3:::two/*'],
    ],
    ['keeps the need where today allows it', anyBucket, [allow('s3:*', '*')], ['s3:GetObject arn:aws:s3:::*/*']],
    [
      'keeps the need where today allows nothing of it',
      anyBucket,
      [allow('sqs:*', '*')],
      ['s3:GetObject arn:aws:s3:::*/*'],
    ],
    [
      'a need that is known is never narrowed',
      need('s3:GetObject', bucket(literal('b'))),
      [allow('s3:*', 'arn:aws:s3:::b/in/*')],
      ['s3:GetObject arn:aws:s3:::b/*'],
    ],
  ])('%s', (_, permission, statements, expected) => expect(bounded(permission, statements)).toEqual(expected));
});
