import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import { reportObserver } from '../../src/cli/report-observer.js';
import type { PolicyDocument } from '../../src/model/policy.js';
import type { Usage, UsageFile } from '../../src/model/usage.js';
import { buildReport, parseAuthorizationDetails, type Report, type RoleInput } from '../../src/report/index.js';
import { authorizationDetails, roles, usageOf } from './account.mjs';

const catalog = openCatalog();
const ARN = 'arn:aws:iam::111122223333:role/R';
const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/Orders';

const use = (action: string, more: Partial<Usage> = {}): Usage => ({
  action,
  operation: action,
  resource: TABLE,
  outcome: 'allowed',
  via: null,
  count: 1,
  first: '2026-07-02T00:00:00Z',
  last: '2026-08-02T00:00:00Z',
  ...more,
});

function usage(usages: Usage[], more: Partial<UsageFile> = {}): UsageFile {
  return { ...usageOf([]), roles: [{ arn: ARN, usages, advisor: [] }], ...more };
}

const allow = (Action: string[], Resource = '*'): PolicyDocument => ({
  Statement: [{ Effect: 'Allow', Action, Resource }],
});

function role(documents: PolicyDocument[], history?: UsageFile, more: Partial<RoleInput> = {}): RoleInput {
  const own = history?.roles.find(({ arn }) => arn === ARN);
  return {
    id: ARN,
    name: 'R',
    arn: ARN,
    functions: [],
    policies: documents.map((document) => ({ origin: 'inline', document })),
    unknownPolicies: [],
    needs: new Map(),
    ...(own && { usage: own }),
    ...more,
  };
}

function report(input: RoleInput, history?: UsageFile) {
  return buildReport([input], {
    toolVersion: '0.0.0',
    catalog,
    ...(history && { usage: history }),
    observe: history ? reportObserver(history, catalog) : () => ({ observable: false, why: 'nobody looked' }),
    minimumDays: 90,
  });
}

const of = (input: RoleInput, history?: UsageFile) => report(input, history).roles[0]!;

/** Action → state and reason, flat. */
function states(input: RoleInput, history?: UsageFile): { [action: string]: string } {
  return Object.fromEntries(
    of(input, history)
      .services.flatMap((service) => [
        ...service.used.map(({ action }): [string, string] => [action, 'used']),
        ...(['needed', 'unused', 'unobservable'] as const).flatMap((state) =>
          service[state].flatMap(({ names }) =>
            names.map((name): [string, string] => [`${service.service}:${name}`, state]),
          ),
        ),
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

describe('the state of a granted action', () => {
  const actions = allow(
    [
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:DeleteItem',
      'iam:PassRole',
      's3:GetObject',
      's3:GetObjectVersion',
      'sqs:CreateQueue',
    ],
    TABLE,
  );
  const history = usage([use('dynamodb:GetItem'), use('dynamodb:DeleteItem', { outcome: 'denied' })]);

  it('is what the witnesses say together, and unknown is never unused', () => {
    expect(
      states(role([actions], history, { needs: new Map([['sqs:createqueue', 'the code calls it']]) }), history),
    ).toEqual({
      'dynamodb:DeleteItem': 'unobservable', // somebody wants it
      'dynamodb:GetItem': 'used',
      'dynamodb:PutItem': 'unused',
      'iam:PassRole': 'unobservable', // no call of its own
      's3:GetObject': 'unobservable', // no data events of s3
      's3:GetObjectVersion': 'unobservable',
      'sqs:CreateQueue': 'needed',
    });
  });

  it('is not observable for data events on every resource: an access point is logged as another type than its objects', () => {
    const everywhere = allow(['dynamodb:PutItem', 'sqs:CreateQueue']);
    expect(states(role([everywhere], history), history)).toEqual({
      'dynamodb:PutItem': 'unobservable',
      'sqs:CreateQueue': 'unused',
    });
  });

  it('is not unused in a role that is younger than the days that are asked for', () => {
    const asked = allow(['sqs:CreateQueue']);
    const young = { createdAt: '2026-09-21T00:00:00Z' };
    expect(states(role([asked], history, young), history)).toEqual({ 'sqs:CreateQueue': 'unobservable' });
    const remade = usage([], { roles: [{ arn: ARN, usages: [], advisor: [], created: '2026-09-21T00:00:00Z' }] });
    expect(states(role([asked], remade, { createdAt: '2024-01-01T00:00:00Z' }), remade)).toEqual({
      'sqs:CreateQueue': 'unobservable',
    });
  });

  it('is never unused without history, in a short window, or with days missing', () => {
    const alone = allow(['sqs:CreateQueue']);
    expect(states(role([alone], history), history)).toEqual({ 'sqs:CreateQueue': 'unused' });
    expect(states(role([alone]))).toEqual({ 'sqs:CreateQueue': 'unobservable' });
    const absent = usage([], { roles: [] });
    expect(states(role([alone], absent), absent)).toEqual({ 'sqs:CreateQueue': 'unobservable' });
    const short = usage([], { window: { from: '2026-09-01T00:00:00Z', to: '2026-10-01T00:00:00Z' } });
    expect(states(role([alone], short), short)).toEqual({ 'sqs:CreateQueue': 'unobservable' });
    const gap = {
      account: '111122223333',
      region: 'eu-west-1',
      from: '2026-08-01T00:00:00Z',
      to: '2026-08-02T00:00:00Z',
    };
    const holes = usage([], { sources: usageOf([]).sources.map((source) => ({ ...source, gaps: [gap] })) });
    expect(states(role([alone], holes), holes)).toEqual({ 'sqs:CreateQueue': 'unobservable' });
  });

  it('asks every operation that may need the action: what only a request tells is not observable', () => {
    // PutObject needs it when the request carries tags, and its event is not counted as a use of it.
    const selectors = { management: true, data: [{ type: 'AWS::S3::Object', all: true }] };
    const logged = usage([], { sources: usageOf([]).sources.map((source) => ({ ...source, selectors })) });
    const asked = allow(['s3:GetObject', 's3:PutObjectTagging'], 'arn:aws:s3:::acme/*');
    expect(states(role([asked], logged), logged)).toEqual({
      's3:GetObject': 'unused',
      's3:PutObjectTagging': 'unobservable',
    });
  });

  it('is unused for a role of age that IAM has never seen in use', () => {
    const never = { lastUsed: null, createdAt: '2024-01-01T00:00:00Z' };
    const other = usage([], { roles: [] });
    expect(states(role([allow(['s3:GetObject'])], other, never), other)).toEqual({ 's3:GetObject': 'unused' });
    const young = { ...never, createdAt: '2026-09-01T00:00:00Z' };
    expect(states(role([allow(['s3:GetObject'])], other, young), other)).toEqual({ 's3:GetObject': 'unobservable' });
    expect(of(role([allow(['s3:GetObject'])], other, never), other).next[0]).toMatch(/^Delete the role/);
  });
});

describe('what is granted', () => {
  const history = usage([]);

  it('expands patterns, in any case, and counts an action once', () => {
    const { counts, grants, unknownPatterns } = of(
      role([allow(['SQS:*', 'sqs:sendmessage', 'sqs:Nothing*'])], history),
      history,
    );
    const known = Object.keys(catalog.service('sqs')!.actions).length;
    expect(counts.granted).toBe(known + 1);
    expect(grants.map(({ action, counts: own }) => [action, own.granted])).toEqual([
      ['SQS:*', known],
      ['sqs:Nothing*', 1],
      ['sqs:sendmessage', 1],
    ]);
    expect(unknownPatterns).toEqual(['sqs:Nothing*']);
  });

  it('leaves out what is denied everywhere or outside the boundary, not what is denied in part', () => {
    const deny = (more: object): PolicyDocument => ({
      Statement: [{ Effect: 'Deny', Action: ['sqs:Delete*'], Resource: '*', ...more }],
    });
    const granted = allow(['sqs:DeleteQueue', 'sqs:SendMessage']);
    const list = (input: RoleInput) => Object.keys(states(input, history));
    expect(list(role([granted, deny({})], history))).toEqual(['sqs:SendMessage']);
    expect(list(role([granted, deny({ Resource: 'arn:aws:sqs:*:*:q' })], history))).toHaveLength(2);
    expect(
      list(role([granted, deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })], history)),
    ).toHaveLength(2);
    expect(list(role([granted], history, { boundary: allow(['sqs:Delete*']) }))).toEqual(['sqs:DeleteQueue']);
  });

  it('reads NotAction as everything else', () => {
    const document: PolicyDocument = { Statement: [{ Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' }] };
    const { services, counts } = of(role([document], history), history);
    expect(services.map(({ service }) => service)).not.toContain('iam');
    expect(counts.granted).toBe(
      catalog
        .prefixes()
        .filter((prefix) => prefix !== 'iam')
        .reduce((sum, prefix) => sum + Object.keys(catalog.service(prefix)!.actions).length, 0),
    );
  });
});

describe('risk, escalation and wildcards', () => {
  const history = usage([use('dynamodb:GetItem')]);

  it.each([
    ['nothing unused', ['dynamodb:GetItem'], '*', 'none'],
    ['a read on named resources', ['dynamodb:Query'], TABLE, 'low'],
    ['a write on named resources', ['dynamodb:PutItem'], TABLE, 'medium'],
    ['a write on every resource', ['sqs:CreateQueue'], '*', 'high'],
    ['management of permissions', ['sqs:AddPermission'], 'arn:aws:sqs:eu-west-1:111122223333:q', 'high'],
    ['a write nobody could see', ['s3:PutObject'], '*', 'none'],
    ['a way to escalate', ['iam:PassRole', 'cloudformation:CreateStack'], '*', 'high'],
  ])('%s', (_, actions, resource, risk) => {
    expect(of(role([allow(actions, resource)], history), history).risk).toBe(risk);
  });

  it('finds escalations whatever the case, and names the controls of privileged access', () => {
    const { escalations, controls } = of(role([allow(['IAM:passrole', 'cloudformation:Create*'])], history), history);
    expect(escalations).toEqual([
      { how: 'deploy a stack with another role', actions: ['cloudformation:CreateStack', 'iam:PassRole'], used: false },
      {
        how: 'deploy a stack set with another role',
        actions: ['cloudformation:CreateStackInstances', 'cloudformation:CreateStackSet', 'iam:PassRole'],
        used: false,
      },
    ]);
    expect(controls).toContain('ISO/IEC 27001 A.8.2');
    expect(of(role([allow(['dynamodb:Query'], TABLE)], history), history).controls).toEqual([
      'NIST SP 800-53 AC-6',
      'PCI DSS Requirement 7',
      'SOC 2 CC6.3',
      'HIPAA 164.312(a)',
    ]);
    expect(of(role([allow(['dynamodb:GetItem'])], history), history).controls).toEqual([]);
  });

  it('counts wildcards only where the action can be limited', () => {
    expect(of(role([allow(['dynamodb:GetItem', 'dynamodb:ListTables'])], history), history).wildcardActions).toBe(1);
  });
});

describe('the report', () => {
  const list = roles(10);
  const file = usageOf(list);
  const inputs = parseAuthorizationDetails(JSON.stringify(authorizationDetails(list)), 'gaad.json').map(
    (one, i): RoleInput => ({ ...one, usage: file.roles[i]! }),
  );
  const options = { toolVersion: '0', catalog, usage: file, observe: reportObserver(file, catalog), minimumDays: 90 };
  const built = buildReport(inputs, options);

  it('adds up', () => {
    const { totals } = built;
    for (const { counts, levels, services } of built.roles) {
      for (const sums of [Object.values(levels), services.map((service) => service.counts)])
        expect(sums.reduce((sum, one) => sum + one.granted, 0)).toBe(counts.granted);
      expect(counts.used + counts.needed + counts.unused + counts.unobservable).toBe(counts.granted);
    }
    expect(built.roles.reduce((sum, { counts }) => sum + counts.unused, 0)).toBe(totals.unused);
    expect(totals.roles).toBe(10);
  });

  it('does not depend on the order of the roles', () => {
    expect(buildReport(inputs.toReversed(), options)).toEqual(built);
  });

  it('tells what changed since the report before', () => {
    const smaller = inputs
      .slice(1)
      .map((one) => (one.name === 'orders-notify-3' ? { ...one, policies: one.policies!.slice(1) } : one));
    const { trend, roles: now } = buildReport([...smaller, { ...inputs[0]!, id: 'new', name: 'new' }], {
      ...options,
      previous: built,
    });
    const changed = trend!.roles.filter(({ change }) => change !== 'same').map(({ id, change }) => [id, change]);
    expect(changed).toEqual([
      [inputs[0]!.id, 'gone'],
      [inputs[2]!.id, 'better'],
      ['new', 'new'],
    ]);
    const after = now.reduce((sum, { counts }) => sum + counts.unused, 0);
    expect(trend!.unused).toBe(after - built.totals.unused);
  });
});

describe('a series of reports', () => {
  const list = roles(5);
  const inputs = parseAuthorizationDetails(JSON.stringify(authorizationDetails(list)), 'gaad.json');
  const at = (to: string, previous?: Report): Report => {
    const file = usageOf(list, { from: '2026-04-01T00:00:00Z', to });
    const observe = reportObserver(file, catalog);
    const history = inputs.map((one, i): RoleInput => ({ ...one, usage: file.roles[i]! }));
    return buildReport(history, {
      toolVersion: '0',
      catalog,
      usage: file,
      observe,
      minimumDays: 90,
      ...(previous && { previous }),
    });
  };
  const days = ({ history = [] }: Report) => history.map(({ window }) => window?.to.slice(0, 10));

  it('is carried from report to report, and a report that is repeated is one of it', () => {
    const first = at('2026-08-01T00:00:00Z');
    const second = at('2026-08-08T00:00:00Z', first);
    const third = at('2026-08-15T00:00:00Z', second);
    expect([first, second, third].map(days)).toEqual([[], ['2026-08-01'], ['2026-08-01', '2026-08-08']]);
    expect(days(at('2026-08-22T00:00:00Z', at('2026-08-15T00:00:00Z', third)))).toEqual([
      '2026-08-01',
      '2026-08-08',
      '2026-08-15',
    ]);
    expect(third.history![0]).toMatchObject({ roles: 5, granted: first.totals.granted, unused: first.totals.unused });
  });

  it('keeps a year of weeks', () => {
    let last = at('2026-08-01T00:00:00Z');
    for (let week = 1; week <= 60; week += 1)
      last = at(
        new Date(Date.parse('2026-08-01T00:00:00Z') + week * 7 * 86_400_000).toISOString().replace('.000', ''),
        last,
      );
    expect(last.history).toHaveLength(52);
  });
});
