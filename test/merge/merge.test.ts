import { describe, expect, it } from 'vitest';
import type { Authorization, Catalog, CfnResourceRecord } from '../../src/catalog/types.js';
import { merge } from '../../src/merge/index.js';
import { renderArn } from '../../src/model/arn-render.js';
import type { DeployedResource, LambdaFunction, Project } from '../../src/model/function.js';
import type { LedgerEntry } from '../../src/model/ledger.js';
import type { SdkCall } from '../../src/model/sdk-call.js';
import type { Text, TextPart } from '../../src/model/text.js';

const at = (line: number) => ({ file: 'index.js', line, column: 1 });
const lit = (text: string): TextPart => ({ kind: 'literal', text });
const hole = (source?: string): TextPart => ({ kind: 'unknown', reason: 'from the event', ...(source && { source }) });
const pseudo = (target: string): TextPart => ({ kind: 'reference', target, targetKind: 'pseudo' });
const resource = (target: string, type: string): TextPart => ({
  kind: 'reference',
  target,
  targetKind: 'resource',
  targetType: type,
});

const bucketArn = (...name: Text): Text => [lit('arn:'), pseudo('AWS::Partition'), lit(':s3:::'), ...name, lit('/*')];
const tableArn = (...name: Text): Text => [
  lit('arn:'),
  pseudo('AWS::Partition'),
  lit(':dynamodb:'),
  pseudo('AWS::Region'),
  lit(':'),
  pseudo('AWS::AccountId'),
  lit(':table/'),
  ...name,
];

const CFN: { [type: string]: CfnResourceRecord } = {
  'AWS::S3::Bucket': {
    type: 'AWS::S3::Bucket',
    resourceType: 'bucket',
    arn: 'arn:${Partition}:s3:::${BucketName}',
    ref: 'name',
    arnAttribute: 'Arn',
  },
  'AWS::DynamoDB::Table': {
    type: 'AWS::DynamoDB::Table',
    resourceType: 'table',
    arn: 'arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}',
    ref: 'name',
    arnAttribute: 'Arn',
  },
};

/** A catalog that answers every call with one authorization: merge's own work is what is tested. */
function fakeCatalog(authorization: Partial<Authorization>): Catalog {
  return {
    authorize: () => ({ outcome: 'authorized', needs: [], questions: [], ...authorization }),
    resourceOfCfn: (type: string, prefix: string) => (CFN[type]?.arn.split(':')[2] === prefix ? CFN[type] : undefined),
  } as unknown as Catalog;
}

const fn = (extra: Partial<LambdaFunction> = {}): LambdaFunction => ({
  id: 'F',
  handler: { file: 'index.js', export: 'handler' },
  codePath: '.',
  environment: {},
  triggers: [],
  platform: [],
  ...extra,
});

const project = (resources: DeployedResource[] = []): Project => ({
  root: '/p',
  kind: 'sam',
  functions: [],
  resources: Object.fromEntries(resources.map((r) => [r.target, r])),
  findings: [],
});

const call: SdkCall = {
  client: 's3',
  operation: 'GetObject',
  location: at(3),
  input: { kind: 'object', members: {} },
  form: 'v3 command',
  charged: 'sent',
  path: [],
};

function need(action: `${string}:${string}`, resourceText: Text) {
  return { action, kind: 'required' as const, resource: resourceText, evidence: { kind: 'name' as const } };
}

const run = (catalog: Catalog, f = fn(), p = project(), calls = [call], ledger: LedgerEntry[] = []) =>
  merge({ fn: f, project: p, catalog, calls, ledger, options: { conditions: false } });

const resourcesOf = (result: ReturnType<typeof run>) => result.permissions.map(({ resource: r }) => renderArn(r));

describe('resources named in code', () => {
  const orders: DeployedResource = {
    target: 'Orders',
    type: 'AWS::DynamoDB::Table',
    at: at(1),
    declaredName: [lit('orders')],
    properties: {},
  };

  it('become the template resource of the right type that declares the name', () => {
    const result = run(
      fakeCatalog({ needs: [need('dynamodb:Query', tableArn(lit('orders/index/by-day')))] }),
      fn(),
      project([orders]),
    );
    expect(resourcesOf(result)).toEqual(['${Orders.Arn}/index/by-day']);
  });

  it('stay literal when the name only begins alike', () => {
    const result = run(
      fakeCatalog({ needs: [need('dynamodb:Query', tableArn(lit('orders-archive')))] }),
      fn(),
      project([orders]),
    );
    expect(resourcesOf(result)).toEqual(['arn:aws:dynamodb:*:*:table/orders-archive']);
  });

  it('stay literal when a resource of another type declares the name', () => {
    const bucket: DeployedResource = { ...orders, target: 'B', type: 'AWS::S3::Bucket' };
    const result = run(
      fakeCatalog({ needs: [need('dynamodb:Query', tableArn(lit('orders')))] }),
      fn(),
      project([bucket]),
    );
    expect(resourcesOf(result)).toEqual(['arn:aws:dynamodb:*:*:table/orders']);
  });

  it('stay literal when two resources declare the name', () => {
    const other: DeployedResource = { ...orders, target: 'Other' };
    const result = run(
      fakeCatalog({ needs: [need('dynamodb:Query', tableArn(lit('orders')))] }),
      fn(),
      project([orders, other]),
    );
    expect(resourcesOf(result)).toEqual(['arn:aws:dynamodb:*:*:table/orders']);
  });
});

describe('resources named by the event', () => {
  const source = 'event.Records[0].s3.bucket.name';
  const needs = [need('s3:GetObject', bucketArn(hole(source)))];
  const s3Trigger = (target: string) => ({ kind: 's3', source: [resource(target, 'AWS::S3::Bucket')], at: at(9) });

  it('are bounded to the only bucket that triggers the function, and said so', () => {
    const result = run(fakeCatalog({ needs }), fn({ triggers: [s3Trigger('Inbox')] }));
    expect(resourcesOf(result)).toEqual(['${Inbox.Arn}/*']);
    expect(result.findings.map(({ ruleId }) => ruleId)).toEqual(['IT206']);
  });

  it('stay open when two buckets trigger it', () => {
    const result = run(fakeCatalog({ needs }), fn({ triggers: [s3Trigger('Inbox'), s3Trigger('Outbox')] }));
    expect(resourcesOf(result)).toEqual(['arn:aws:s3:::*/*']);
  });

  it('stay open when the trigger is of another kind', () => {
    const result = run(fakeCatalog({ needs }), fn({ triggers: [{ ...s3Trigger('Inbox'), kind: 'sqs' }] }));
    expect(resourcesOf(result)).toEqual(['arn:aws:s3:::*/*']);
  });
});

describe('calls that grant nothing', () => {
  it('are reported when the operation is unknown, and leave the granted bucket', () => {
    const ledger: LedgerEntry[] = [
      { bucket: 'granted', location: at(3), site: 'new GetObjectCommand', reason: 'sent' },
    ];
    const result = run(fakeCatalog({ outcome: 'unknown-operation' }), fn(), project(), [call], ledger);
    expect(result.permissions).toEqual([]);
    expect(result.findings.map(({ ruleId }) => ruleId)).toEqual(['IT201']);
    expect(result.ledger.map(({ bucket }) => bucket)).toEqual(['unresolved-operation']);
  });

  it('are reported when made with other credentials', () => {
    const other: SdkCall = { ...call, otherCredentials: { reason: 'assumed role', at: at(1) } };
    const result = run(fakeCatalog({ needs: [need('s3:GetObject', bucketArn(lit('b')))] }), fn(), project(), [other]);
    expect(result.permissions).toEqual([]);
    expect(result.findings.map(({ ruleId }) => ruleId)).toEqual(['IT204']);
  });

  it('optional needs are never granted', () => {
    const optional = { ...need('kms:Decrypt', [lit('*')]), kind: 'optional' as const };
    expect(run(fakeCatalog({ needs: [optional] })).permissions).toEqual([]);
  });
});

describe('evidence', () => {
  it('of two sites with one grant is kept, sorted by place', () => {
    const catalog = fakeCatalog({ needs: [need('s3:GetObject', bucketArn(lit('b')))] });
    const result = run(catalog, fn(), project(), [{ ...call, location: at(8) }, call]);
    expect(result.permissions.length).toBe(1);
    expect(result.permissions[0]!.evidence.map((e) => 'at' in e && e.at?.line)).toEqual([3, 8]);
  });

  it('names the reason of a wildcard, and the ledger shows the site as unresolved', () => {
    const ledger: LedgerEntry[] = [
      { bucket: 'granted', location: at(3), site: 'new GetObjectCommand', reason: 'sent' },
    ];
    const result = run(
      fakeCatalog({ needs: [need('s3:GetObject', bucketArn(hole()))] }),
      fn(),
      project(),
      [call],
      ledger,
    );
    expect(result.ledger.map(({ bucket, reason }) => [bucket, reason])).toEqual([
      ['unresolved-resource', 's3:GetObject has a wildcard in its resource: from the event'],
    ]);
  });
});
