import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import type { Mode } from '../../src/merge/usage/decide.js';
import { mergeUsage } from '../../src/merge/usage/merge-usage.js';
import { renderArn } from '../../src/model/arn-render.js';
import type { Permission } from '../../src/model/permission.js';
import { literal, type Text } from '../../src/model/text.js';
import type { AdvisorRecord, Usage, UsageSource } from '../../src/model/usage.js';

/**
 * What the code, the log, Access Advisor and the deployment say together, and what follows in each mode. The answers were written down from the
 * lattice before the merge was asked: only a use that could have been seen and was not may cost a grant, and only in `strict`.
 */
const catalog = openCatalog();
const ROLE = 'arn:aws:iam::111122223333:role/app-fn';
const at = (rest: string, region = 'eu-west-1') => `arn:aws:dynamodb:${region}:111122223333:${rest}`;
const TABLE = at('table/orders');
const FROM = '2026-05-01T00:00:00Z';
const TO = '2026-10-28T00:00:00Z';
const MODES: readonly Mode[] = ['strict', 'balanced', 'safe'];

const declared = (
  action: `${string}:${string}`,
  resource: string | Text,
  change: { operation?: string; inErrorPath?: true; platform?: true } = {},
): Permission => ({
  action,
  resource: typeof resource === 'string' ? literal(resource) : resource,
  evidence: change.platform
    ? [{ source: 'deployment', strength: 'proven', why: 'the queue invokes the function' } as never]
    : [
        {
          source: 'static',
          strength: 'proven',
          at: { file: 'index.js', line: 1, column: 1 },
          operation: change.operation ?? action,
          path: [],
          ...(change.inErrorPath && { inErrorPath: true }),
        },
      ],
});

const row = (action: string, resource: string, change: Partial<Usage> = {}): Usage => ({
  action,
  operation: action,
  resource,
  outcome: 'allowed',
  via: null,
  count: 9,
  first: '2026-06-01T00:00:00Z',
  last: '2026-10-01T00:00:00Z',
  ...change,
});

const log = (change: Partial<UsageSource> = {}): UsageSource => ({
  kind: 'cloudtrail-s3',
  location: 's3://trail',
  accounts: ['111122223333'],
  regions: ['eu-west-1', 'us-east-1'],
  files: { read: 10, failed: 0 },
  events: { read: 100, used: 100, skipped: {} },
  gaps: [],
  ...change,
});
const gap = (from: string, to: string) => ({ account: '111122223333', region: 'eu-west-1', from, to });
const allTables = { selectors: { management: true, data: [{ type: 'AWS::DynamoDB::Table', all: true }] } };
const tried = (service: string, lastAccessed: string | null, action?: string): AdvisorRecord => ({
  service,
  lastAccessed,
  tracked: true,
  ...(action && { action }),
});

const describes = declared('dynamodb:DescribeTable', TABLE);
const puts = declared('dynamodb:PutItem', TABLE);
/** Shows that the role was at work; declared, so that it is no news. */
const alive = row('dynamodb:ListTables', '*');
const listed = declared('dynamodb:ListTables', '*');

interface Case {
  name: string;
  code?: Permission[];
  uses?: Usage[];
  /** True leaves out the row that shows the role at work. */
  alone?: true;
  logs?: UsageSource[];
  advisor?: AdvisorRecord[];
  options?: { deployedAt?: string; minimumDays?: number };
  window?: { from: string; to: string };
  created?: string;
  /** What is granted beside ListTables: in every mode, or in each. */
  granted: string[] | { [mode in Mode]: string[] };
  findings?: string[] | { [mode in Mode]: string[] };
}

const kept = [`dynamodb:DescribeTable ${TABLE}`];
const dropped = {
  granted: { strict: [], balanced: kept, safe: kept },
  findings: { strict: ['IT211'], balanced: ['IT212'], safe: ['IT212'] },
};

const CASES: Case[] = [
  { name: 'used and declared', code: [describes], uses: [row('dynamodb:DescribeTable', TABLE)], granted: kept },
  { name: 'declared and unseen, where it would have been seen', code: [describes], ...dropped },
  {
    name: 'declared and unseen, in an error path',
    code: [declared('dynamodb:DescribeTable', TABLE, { inErrorPath: true })],
    granted: kept,
  },
  {
    name: 'declared and unseen, in a short window',
    code: [describes],
    window: { from: '2026-08-15T00:00:00Z', to: TO },
    granted: kept,
  },
  {
    name: 'declared and unseen, in a short window that is asked to do',
    code: [describes],
    window: { from: '2026-08-15T00:00:00Z', to: TO },
    options: { minimumDays: 30 },
    ...dropped,
  },
  {
    name: 'declared and unseen, days missing',
    code: [describes],
    logs: [log({ gaps: [gap('2026-07-01T00:00:00Z', '2026-07-02T00:00:00Z')] })],
    granted: kept,
  },
  {
    name: 'declared and unseen, each of two logs lacking other days',
    code: [describes],
    logs: [log({ gaps: [gap('2026-07-01T00:00:00Z', TO)] }), log({ gaps: [gap(FROM, '2026-07-01T00:00:00Z')] })],
    ...dropped,
  },
  {
    name: 'declared and unseen, two logs lacking the same day',
    code: [describes],
    logs: [log({ gaps: [gap('2026-07-01T00:00:00Z', TO)] }), log({ gaps: [gap(FROM, '2026-07-02T00:00:00Z')] })],
    granted: kept,
  },
  {
    name: 'declared and unseen, a log file damaged',
    code: [describes],
    logs: [log({ files: { read: 9, failed: 1 } })],
    granted: kept,
  },
  {
    name: 'declared and unseen, a record cut off',
    code: [describes],
    logs: [log({ events: { read: 101, used: 100, skipped: { 'cut-off': 1 } } })],
    granted: kept,
  },
  {
    name: 'declared and unseen, events of others passed over',
    code: [describes],
    logs: [log({ events: { read: 200, used: 100, skipped: { 'other-role': 100 } } })],
    ...dropped,
  },
  {
    name: 'declared and unseen, in the log of another account',
    code: [describes],
    logs: [log({ accounts: ['999988887777'] })],
    granted: kept,
  },
  {
    name: 'declared and unseen, in the log of another Region',
    code: [describes],
    logs: [log({ regions: ['us-east-1'] })],
    granted: kept,
  },
  {
    name: 'a global service, unseen in a log without its Region',
    code: [declared('iam:GetRole', 'arn:aws:iam::111122223333:role/x')],
    logs: [log({ regions: ['eu-west-1'] })],
    granted: ['iam:GetRole arn:aws:iam::111122223333:role/x'],
  },
  {
    name: 'a global service, unseen in its Region',
    code: [declared('iam:GetRole', 'arn:aws:iam::111122223333:role/x')],
    granted: {
      strict: [],
      balanced: ['iam:GetRole arn:aws:iam::111122223333:role/x'],
      safe: ['iam:GetRole arn:aws:iam::111122223333:role/x'],
    },
    findings: dropped.findings,
  },
  { name: 'data events that nobody selected', code: [puts], granted: [`dynamodb:PutItem ${TABLE}`] },
  {
    name: 'data events that were selected',
    code: [puts],
    logs: [log(allTables)],
    granted: { strict: [], balanced: [`dynamodb:PutItem ${TABLE}`], safe: [`dynamodb:PutItem ${TABLE}`] },
    findings: dropped.findings,
  },
  {
    name: 'data events that only the log with holes selects',
    code: [puts],
    logs: [log(), log({ ...allTables, gaps: [gap('2026-07-01T00:00:00Z', '2026-07-02T00:00:00Z')] })],
    granted: [`dynamodb:PutItem ${TABLE}`],
  },
  {
    name: 'a monthly job, seen at work in three months',
    code: [describes],
    alone: true,
    uses: [row('dynamodb:ListTables', '*', { count: 3, first: '2026-06-01T02:00:00Z', last: '2026-08-01T02:00:00Z' })],
    ...dropped,
  },
  {
    name: 'a quarterly job, seen at work once since its code was deployed',
    code: [describes],
    alone: true,
    uses: [row('dynamodb:ListTables', '*', { count: 2, first: '2026-06-01T02:00:00Z', last: '2026-09-01T02:00:00Z' })],
    options: { deployedAt: '2026-06-15T00:00:00Z' },
    granted: kept,
  },
  {
    name: 'a yearly job, seen at work once',
    code: [describes],
    alone: true,
    uses: [row('dynamodb:ListTables', '*', { count: 3, first: '2026-06-01T02:00:00Z', last: '2026-06-01T02:05:00Z' })],
    granted: kept,
  },
  { name: 'a role that was never at work', code: [describes], alone: true, granted: kept },
  {
    name: 'a role that Access Advisor never saw at work',
    code: [describes],
    alone: true,
    logs: [],
    advisor: [tried('dynamodb', null)],
    granted: kept,
  },
  {
    name: 'Access Advisor alone: the service was never tried, another was',
    code: [describes],
    alone: true,
    logs: [],
    advisor: [tried('dynamodb', null), tried('sqs', '2026-10-01T00:00:00Z')],
    ...dropped,
  },
  {
    name: 'Access Advisor saw an attempt that the log lacks',
    code: [describes],
    advisor: [tried('dynamodb', '2026-10-01T00:00:00Z', 'DescribeTable')],
    granted: kept,
  },
  {
    name: 'Access Advisor tracks the action and days are missing',
    code: [describes],
    logs: [log({ gaps: [gap('2026-07-01T00:00:00Z', '2026-07-02T00:00:00Z')] })],
    advisor: [tried('dynamodb', '2026-10-01T00:00:00Z'), tried('dynamodb', null, 'DescribeTable')],
    ...dropped,
  },
  {
    name: 'Access Advisor lists another action only',
    code: [puts],
    advisor: [tried('dynamodb', '2026-10-01T00:00:00Z'), tried('dynamodb', null, 'DescribeTable')],
    granted: [`dynamodb:PutItem ${TABLE}`],
  },
  {
    name: 'a call that new code makes, days after its deployment',
    code: [describes],
    options: { deployedAt: '2026-10-20T00:00:00Z' },
    granted: kept,
  },
  {
    name: 'a call that old code still makes not',
    code: [describes],
    options: { deployedAt: '2026-06-15T00:00:00Z' },
    ...dropped,
  },
  { name: 'a role younger than the window', code: [describes], created: '2026-09-15T00:00:00Z', granted: kept },
  {
    name: 'used and not declared: a dependency, a layer, another function of the role',
    uses: [row('sqs:SendMessage', 'arn:aws:sqs:eu-west-1:111122223333:q')],
    granted: ['sqs:SendMessage arn:aws:sqs:eu-west-1:111122223333:q'],
    findings: ['IT213'],
  },
  {
    name: 'used by former code only',
    uses: [row('sqs:SendMessage', 'arn:aws:sqs:eu-west-1:111122223333:q', { last: '2026-06-02T00:00:00Z' })],
    options: { deployedAt: '2026-06-15T00:00:00Z' },
    granted: {
      strict: [],
      balanced: ['sqs:SendMessage arn:aws:sqs:eu-west-1:111122223333:q'],
      safe: ['sqs:SendMessage arn:aws:sqs:eu-west-1:111122223333:q'],
    },
    findings: ['IT214'],
  },
  {
    name: 'used by former code only, and declared',
    code: [describes],
    uses: [row('dynamodb:DescribeTable', TABLE, { last: '2026-06-02T00:00:00Z' })],
    options: { deployedAt: '2026-06-15T00:00:00Z' },
    granted: kept,
  },
  {
    name: 'denied and declared',
    code: [describes],
    uses: [row('dynamodb:DescribeTable', TABLE, { outcome: 'denied' })],
    granted: kept,
    findings: ['IT215'],
  },
  {
    name: 'denied and not declared',
    uses: [row('iam:ListUsers', '*', { outcome: 'denied' })],
    granted: [],
    findings: ['IT216'],
  },
  {
    name: 'denied once and used, not declared',
    uses: [row('iam:ListUsers', '*', { outcome: 'denied' }), row('iam:ListUsers', '*')],
    granted: ['iam:ListUsers *'],
    findings: ['IT213', 'IT216'],
  },
  {
    name: 'denied on one table and used on another, of which the code knows neither',
    code: [declared('dynamodb:PutItem', [...literal(at('table/')), { kind: 'unknown', reason: 'from the event' }])],
    uses: [row('dynamodb:PutItem', TABLE), row('dynamodb:PutItem', at('table/audit'), { outcome: 'denied' })],
    logs: [log(allTables)],
    granted: [`dynamodb:PutItem ${at('table/*')}`],
    findings: ['IT215'],
  },
  {
    name: 'used on one table, of which the code knows none, by former code',
    code: [declared('dynamodb:PutItem', [...literal(at('table/')), { kind: 'unknown', reason: 'from the event' }])],
    uses: [row('dynamodb:PutItem', TABLE)],
    logs: [log(allTables)],
    options: { deployedAt: '2026-10-20T00:00:00Z' },
    granted: [`dynamodb:PutItem ${at('table/*')}`],
  },
  {
    name: 'what the platform needs, unseen',
    code: [declared('sqs:ReceiveMessage', 'arn:aws:sqs:eu-west-1:111122223333:in', { platform: true })],
    granted: ['sqs:ReceiveMessage arn:aws:sqs:eu-west-1:111122223333:in'],
  },
  {
    name: 'a permission that is checked inside another service’s call',
    code: [declared('iam:PassRole', 'arn:aws:iam::111122223333:role/x', { operation: 'lambda:CreateFunction' })],
    granted: ['iam:PassRole arn:aws:iam::111122223333:role/x'],
  },
  { name: 'no witness at all', granted: [] },
];

describe.each(MODES)('%s', (mode) => {
  it.each(CASES)('$name', (one) => {
    const usages = [...(one.uses ?? []), ...(one.alone ? [] : [alive])];
    const role = { arn: ROLE, usages, advisor: one.advisor ?? [], ...(one.created && { created: one.created }) };
    const usage = {
      schemaVersion: 1 as const,
      window: one.window ?? { from: FROM, to: TO },
      sources: one.logs ?? [log()],
      roles: [role],
      unmapped: [],
    };
    const merged = mergeUsage([...(one.code ?? []), listed], usage, role, catalog, { mode, ...one.options });
    const rest = merged.permissions.filter(({ action }) => action !== 'dynamodb:ListTables');
    const of = (said: string[] | { [mode in Mode]: string[] }) => [...(Array.isArray(said) ? said : said[mode])].sort();
    expect(rest.map(({ action, resource }) => `${action} ${renderArn(resource)}`).sort()).toEqual(of(one.granted));
    const about = merged.findings.filter(({ args }) => args['action'] !== 'dynamodb:ListTables');
    expect(about.map(({ ruleId }) => ruleId).sort()).toEqual(of(one.findings ?? []));
    // The whole story: whatever no log or deployment speaks for says why it is there.
    const silent = rest.filter(
      ({ action, evidence, unseen }) =>
        evidence.every(({ source }) => source === 'static' || source === 'access-advisor') &&
        unseen === undefined &&
        !about.some(({ args }) => args['action'] === action),
    );
    expect(silent).toEqual([]);
  });
});
