import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import type { Mode } from '../../src/merge/usage/decide.js';
import { mergeUsage } from '../../src/merge/usage/merge-usage.js';
import { renderArn } from '../../src/model/arn-render.js';
import type { Permission } from '../../src/model/permission.js';
import { literal, type Text } from '../../src/model/text.js';
import type { AdvisorRecord, Usage, UsageFile } from '../../src/model/usage.js';

const catalog = openCatalog();
const QUEUE = literal('arn:aws:sns:eu-west-1:111122223333:loud');

function permission(action: `${string}:${string}`, operation: string, resource: Text): Permission {
  const at = { file: 'index.js', line: 3, column: 1 };
  return { action, resource, evidence: [{ source: 'static', strength: 'proven', at, operation, path: [] }] };
}

/** The role ran: code that does not run shows nothing. */
const AT_WORK: AdvisorRecord = { service: 'sts', lastAccessed: '2026-09-01T00:00:00Z', tracked: true };

function run(
  declared: Permission[],
  usages: Usage[],
  advisor: AdvisorRecord[],
  mode: Mode = 'strict',
  created?: string,
) {
  const log = { read: 1, used: 1, skipped: {} };
  const usage: UsageFile = {
    schemaVersion: 1,
    window: { from: '2026-06-01T00:00:00Z', to: '2026-10-01T00:00:00Z' },
    sources: [
      {
        kind: 'cloudtrail-files',
        location: 'trail',
        accounts: [],
        regions: [],
        files: { read: 1, failed: 0 },
        events: log,
        gaps: [],
      },
    ],
    roles: [
      { arn: 'arn:aws:iam::111122223333:role/r', ...(created && { created }), usages, advisor: [...advisor, AT_WORK] },
    ],
    unmapped: [],
  };
  const merged = mergeUsage(declared, usage, usage.roles[0]!, catalog, { mode });
  return {
    granted: merged.permissions.map(({ action, resource }) => `${action} ${renderArn(resource)}`),
    findings: merged.findings.map(({ ruleId }) => ruleId),
  };
}

const use = (action: string, resource: string, outcome: Usage['outcome'] = 'allowed'): Usage => ({
  action,
  operation: action,
  resource,
  outcome,
  via: null,
  count: 40,
  first: '2026-08-01T00:00:00Z',
  last: '2026-09-01T00:00:00Z',
});

describe('Access Advisor in strict', () => {
  const service = (lastAccessed: string | null): AdvisorRecord => ({ service: 'sns', lastAccessed, tracked: true });
  const tracked = (action: string, lastAccessed: string | null): AdvisorRecord => ({
    ...service(lastAccessed),
    action,
  });
  /** A data event that the trail is not known to log: the log alone can't say that it is unused. */
  const publishes = permission('sns:Publish', 'sns:Publish', QUEUE);

  it.each<[string, AdvisorRecord[], number]>([
    ['no answer', [], 1],
    ['a service never tried', [service(null)], 0],
    ['a service tried before the window only', [service('2026-05-01T00:00:00Z')], 0],
    ['a service tried in the window', [service('2026-07-01T00:00:00Z')], 1],
    [
      'an action that is not listed of a service that was tried',
      [service('2026-07-01T00:00:00Z'), tracked('sns:GetTopicAttributes', null)],
      1,
    ],
    ['a listed action never tried', [service('2026-07-01T00:00:00Z'), tracked('sns:Publish', null)], 0],
    ['a listed action written without its service', [tracked('Publish', null)], 0],
    ['an attempt in the window', [tracked('sns:Publish', '2026-07-01T00:00:00Z')], 1],
    ['another service never tried', [{ ...service(null), service: 'sqs' }], 1],
  ])('%s', (_name, advisor, kept) => expect(run([publishes], [], advisor).granted.length).toBe(kept));

  it('does not tell of what is checked inside calls to another service', () => {
    const passes = permission('iam:PassRole', 'scheduler:CreateSchedule', literal('arn:aws:iam::111122223333:role/s'));
    expect(run([passes], [], [{ service: 'iam', lastAccessed: null, tracked: true }]).granted.length).toBe(1);
  });

  it('an attempt outweighs a log that shows nothing', () => {
    const describes = permission('sns:GetTopicAttributes', 'sns:GetTopicAttributes', QUEUE);
    expect(run([describes], [], []).granted).toEqual([]);
    expect(run([describes], [], [tracked('sns:GetTopicAttributes', '2026-07-01T00:00:00Z')]).granted.length).toBe(1);
  });
});

describe('a template of the code and a pattern learned from the log', () => {
  const BUCKET: Text = [
    { kind: 'reference', target: 'Receipts', attribute: 'Arn', targetType: 'AWS::S3::Bucket', targetKind: 'resource' },
  ];
  const open: Text = [{ kind: 'unknown', reason: 'from the event' }];
  const template = (...parts: Text[]): Permission =>
    permission('s3:PutObject', 's3:PutObject', [...BUCKET, ...parts.flat()]);
  const receipts = template(literal('/receipts/'), open, literal('.json'));
  const learned = use('s3:PutObject', 'arn:aws:s3:::shop-receipts/receipts/*');
  const TEMPLATE = 's3:PutObject ${Receipts.Arn}/receipts/*.json';
  const WIDE = 's3:PutObject arn:aws:s3:::shop-receipts/receipts/*';

  it.each<Mode>(['strict', 'balanced'])('the template wins in %s, and it is said', (mode) =>
    expect(run([receipts], [learned], [], mode)).toEqual({ granted: [TEMPLATE], findings: ['IT218'] }),
  );

  it('both are granted in safe', () =>
    expect(run([receipts], [learned], [], 'safe')).toEqual({ granted: [TEMPLATE, WIDE], findings: ['IT213'] }));

  it.each<[string, Permission, string]>([
    ['another folder', receipts, 'arn:aws:s3:::shop-receipts/invoices/*'],
    ['a single name outside the template', receipts, 'arn:aws:s3:::shop-receipts/receipts/total.csv'],
    [
      'a folder below what the template leaves open',
      template(literal('/'), open, literal('/a.json')),
      'arn:aws:s3:::b/x/*',
    ],
  ])('%s is no part of it', (_name, declared, resource) =>
    expect(run([declared], [use('s3:PutObject', resource)], [], 'balanced').granted).toContain(
      `s3:PutObject ${resource}`,
    ),
  );

  it('takes in two open places', () => {
    const dated = template(literal('/receipts/'), open, literal('/'), open, literal('.json'));
    expect(run([dated], [use('s3:PutObject', 'arn:aws:s3:::b/receipts/*/*')], [], 'strict').granted).toEqual([
      's3:PutObject ${Receipts.Arn}/receipts/*/*.json',
    ]);
  });
});

describe('a role younger than the window', () => {
  it('says nothing of the time before it was made', () => {
    const publishes = permission('sns:Publish', 'sns:Publish', QUEUE);
    const never: AdvisorRecord = { service: 'sns', lastAccessed: null, tracked: true };
    expect(run([publishes], [], [never], 'strict', '2026-06-15T00:00:00Z').granted).toEqual([]);
    expect(run([publishes], [], [never], 'strict', '2026-09-01T00:00:00Z').granted.length).toBe(1);
  });
});
