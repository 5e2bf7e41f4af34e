import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import { decide, type EvidenceClass, type Mode, ruleOfThree } from '../../src/merge/usage/decide.js';
import { matchesObserved } from '../../src/merge/usage/matches-observed.js';
import { mergeUsage, type UsageMergeOptions } from '../../src/merge/usage/merge-usage.js';
import { roleOf } from '../../src/merge/usage/role-of.js';
import { logsDataOf } from '../../src/merge/usage/selectors.js';
import { renderArn } from '../../src/model/arn-render.js';
import type { LambdaFunction } from '../../src/model/function.js';
import type { Permission } from '../../src/model/permission.js';
import { literal, type Text } from '../../src/model/text.js';
import type { AdvisorRecord, RoleUsage, Usage, UsageFile, UsageSource } from '../../src/model/usage.js';

const catalog = openCatalog();
const ROLE = 'arn:aws:iam::111122223333:role/app-FnRole-1ABC';
const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';

const permission = (
  action: `${string}:${string}`,
  operation: string,
  resource: Text,
  inErrorPath = false,
): Permission => ({
  action,
  resource,
  evidence: [
    {
      source: 'static',
      strength: 'proven',
      at: { file: 'index.js', line: 3, column: 1 },
      operation,
      path: [],
      ...(inErrorPath && { inErrorPath }),
    },
  ],
});

const use = (action: string, resource: string, outcome: Usage['outcome'] = 'allowed'): Usage => ({
  action,
  operation: action,
  resource,
  outcome,
  via: null,
  count: 4,
  first: '2026-08-01T00:00:00Z',
  last: '2026-09-01T00:00:00Z',
});

const trail = (extra: Partial<UsageSource> = {}): UsageSource => ({
  kind: 'cloudtrail-files',
  location: 'trail',
  accounts: ['111122223333'],
  regions: ['eu-west-1'],
  files: { read: 1, failed: 0 },
  events: { read: 1, used: 1, skipped: {} },
  gaps: [],
  ...extra,
});

/** The role ran: code that does not run shows nothing. */
const AT_WORK: AdvisorRecord = { service: 'sts', lastAccessed: '2026-08-20T00:00:00Z', tracked: true };

function usageFile(usages: Usage[], source: UsageSource = trail(), days = 120): UsageFile {
  const to = new Date(Date.parse('2026-06-01T00:00:00Z') + days * 24 * 60 * 60 * 1000).toISOString();
  return {
    schemaVersion: 1,
    window: { from: '2026-06-01T00:00:00Z', to },
    sources: [source],
    roles: [{ arn: ROLE, usages, advisor: [AT_WORK] }],
    unmapped: [],
  };
}

function run(declared: Permission[], usage: UsageFile, options: Partial<UsageMergeOptions> = {}) {
  const result = mergeUsage(declared, usage, usage.roles[0] as RoleUsage, catalog, { mode: 'strict', ...options });
  return {
    granted: result.permissions.map(({ action, resource }) => `${action} ${renderArn(resource)}`),
    findings: result.findings.map(({ ruleId }) => ruleId),
  };
}

/** A management event: CloudTrail always logs it. */
const describesTable = permission('dynamodb:DescribeTable', 'dynamodb:DescribeTable', literal(TABLE));
const putsItem = permission('dynamodb:PutItem', 'dynamodb:PutItem', literal(TABLE));

describe('declared and unseen', () => {
  it('is dropped in strict when every use would have been seen', () =>
    expect(run([describesTable], usageFile([]))).toEqual({ granted: [], findings: ['IT211'] }));

  it.each(['balanced', 'safe'] as Mode[])('is kept and reported in %s', (mode) =>
    expect(run([describesTable], usageFile([]), { mode })).toEqual({
      granted: [`dynamodb:DescribeTable ${TABLE}`],
      findings: ['IT212'],
    }),
  );

  it.each([
    [
      'days are missing',
      describesTable,
      usageFile([], trail({ gaps: [{ account: '1', region: 'r', from: 'a', to: 'b' }] })),
    ],
    ['the window is short', describesTable, usageFile([], trail(), 30)],
    ['data events were not selected', putsItem, usageFile([])],
    ['only a part of the data events was selected', putsItem, usageFile([], trail({ selectors: onlyTable() }))],
    [
      'CloudTrail never logs it',
      permission('logs:PutLogEvents', 'cloudwatch-logs:PutLogEvents', literal('*')),
      usageFile([]),
    ],
    [
      'it stands in an error path',
      permission('dynamodb:DescribeTable', 'dynamodb:DescribeTable', literal(TABLE), true),
      usageFile([]),
    ],
  ] as const)('is kept even in strict when %s', (_why, declared, usage) =>
    expect(run([declared as Permission], usage as UsageFile).granted.length).toBe(1),
  );

  it('is dropped in strict when data events of the type were all selected', () =>
    expect(run([putsItem], usageFile([], trail({ selectors: allTables() }))).granted).toEqual([]));

  it('is dropped in strict when Access Advisor tracks the action and never saw it', () => {
    const usage = usageFile([], trail({ gaps: [{ account: '1', region: 'r', from: 'a', to: 'b' }] }));
    usage.roles[0]!.advisor.push({
      service: 'dynamodb',
      action: 'dynamodb:DescribeTable',
      lastAccessed: null,
      tracked: true,
    });
    expect(run([describesTable], usage)).toEqual({ granted: [], findings: ['IT211'] });
  });
});

describe('used', () => {
  it('and declared keeps the declared resource, in every mode', () => {
    for (const mode of ['strict', 'balanced', 'safe'] as Mode[])
      expect(run([putsItem], usageFile([use('dynamodb:PutItem', TABLE)]), { mode })).toEqual({
        granted: [`dynamodb:PutItem ${TABLE}`],
        findings: [],
      });
  });

  it('and known in part by the code is narrowed to what was used, in strict and when all would be seen', () => {
    const open: Text = [...literal('arn:aws:dynamodb:*:*:table/'), { kind: 'unknown', reason: 'from the event' }];
    const wide = permission('dynamodb:PutItem', 'dynamodb:PutItem', open);
    const uses = [use('dynamodb:PutItem', TABLE)];
    expect(run([wide], usageFile(uses, trail({ selectors: allTables() }))).granted).toEqual([
      `dynamodb:PutItem ${TABLE}`,
    ]);
    expect(run([wide], usageFile(uses)).granted).toEqual(['dynamodb:PutItem arn:aws:dynamodb:*:*:table/*']);
    expect(run([wide], usageFile(uses, trail({ selectors: allTables() })), { mode: 'balanced' }).granted).toEqual([
      'dynamodb:PutItem arn:aws:dynamodb:*:*:table/*',
    ]);
  });

  it('and not declared is granted and always shown', () =>
    expect(run([], usageFile([use('sqs:SendMessage', 'arn:aws:sqs:eu-west-1:1:q')]))).toEqual({
      granted: ['sqs:SendMessage arn:aws:sqs:eu-west-1:1:q'],
      findings: ['IT213'],
    }));

  it('only before the deployment is dropped in strict and kept else', () => {
    const usage = usageFile([use('sqs:SendMessage', 'arn:aws:sqs:eu-west-1:1:q')]);
    expect(run([], usage, { deployedAt: '2026-09-15T00:00:00Z' })).toEqual({ granted: [], findings: ['IT214'] });
    expect(run([], usage, { deployedAt: '2026-09-15T00:00:00Z', mode: 'balanced' }).granted.length).toBe(1);
  });
});

describe('denied', () => {
  it('is never granted when nothing declares it', () =>
    expect(run([], usageFile([use('iam:ListUsers', '*', 'denied')]))).toEqual({ granted: [], findings: ['IT216'] }));

  it('is reported when the code declares it, and does not count as use', () =>
    expect(run([putsItem], usageFile([use('dynamodb:PutItem', TABLE, 'denied')])).findings).toEqual(['IT215']));

  it('keeps what the code declares even in strict where every use would have been seen: it was asked for', () =>
    expect(run([describesTable], usageFile([use('dynamodb:DescribeTable', TABLE, 'denied')]))).toEqual({
      granted: [`dynamodb:DescribeTable ${TABLE}`],
      findings: ['IT215'],
    }));
});

describe('Access Advisor', () => {
  const record = (lastAccessed: string | null, action?: string): AdvisorRecord => ({
    service: 'dynamodb',
    ...(action && { action }),
    lastAccessed,
    tracked: true,
  });
  const witnesses = (declared: Permission[], usages: Usage[], advisor: AdvisorRecord[], mode: Mode = 'balanced') => {
    const usage = usageFile(usages, trail({ selectors: allTables() }));
    const { permissions } = mergeUsage(declared, usage, { ...usage.roles[0]!, advisor }, catalog, { mode });
    return permissions.map(({ evidence }) =>
      evidence.flatMap((one) =>
        one.source === 'access-advisor' ? [`${one.level} ${one.lastAccessed} ${one.strength}`] : [],
      ),
    );
  };
  const whole = record('2026-09-20T08:00:00Z');
  const tried = record('2026-09-19T08:00:00Z', 'DescribeTable');

  it('is a witness of the action it tracks', () =>
    expect(witnesses([describesTable], [], [whole, tried])).toEqual([['action 2026-09-19T08:00:00Z likely']]));

  it('is a witness of the service where it does not track the action', () =>
    expect(witnesses([putsItem], [], [whole, tried])).toEqual([['service 2026-09-20T08:00:00Z possible']]));

  it('says nothing of what was never tried', () =>
    expect(witnesses([describesTable], [], [whole, record(null, 'dynamodb:DescribeTable')])).toEqual([[]]));

  it('says nothing of an action that is checked inside calls to another service', () => {
    const passes = permission('iam:PassRole', 'dynamodb:PutItem', literal('arn:aws:iam::1:role/r'));
    expect(witnesses([passes], [], [{ ...whole, service: 'iam' }])).toEqual([[]]);
  });

  it('is a witness of a use that nothing declares', () =>
    expect(witnesses([], [use('dynamodb:DescribeTable', TABLE)], [tried])).toEqual([
      ['action 2026-09-19T08:00:00Z likely'],
    ]));

  it('does not keep strict from narrowing to what was used', () => {
    const open: Text = [...literal('arn:aws:dynamodb:*:*:table/'), { kind: 'unknown', reason: 'from the event' }];
    const wide = permission('dynamodb:PutItem', 'dynamodb:PutItem', open);
    const before = record('2026-05-01T00:00:00Z');
    expect(witnesses([wide], [use('dynamodb:PutItem', TABLE)], [before], 'strict')).toEqual([
      ['service 2026-05-01T00:00:00Z possible'],
    ]);
  });
});

const plain = (text: Text): string => text.map((part) => (part.kind === 'literal' ? part.text : '?')).join('');

describe('a key used through a service', () => {
  const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/k';
  const decrypts = (via: string | null): Usage => ({ ...use('kms:Decrypt', KEY), via });
  const granted = (declared: Permission[], usages: Usage[]) =>
    mergeUsage(declared, usageFile(usages), usageFile(usages).roles[0]!, catalog, { mode: 'balanced' }).permissions.map(
      ({ action, condition, evidence }) => ({
        action,
        via:
          condition &&
          Object.values(condition).map((keys) =>
            Object.entries(keys).map(([key, [value]]) => `${key} ${plain(value!)}`),
          ),
        witnesses: evidence.map(({ source }) => source),
      }),
    );
  const declared: Permission = {
    ...permission('kms:Decrypt', 'dynamodb:GetItem', literal(KEY)),
    condition: { StringEquals: { 'kms:ViaService': [literal('dynamodb.eu-west-1.amazonaws.com')] } },
  };
  const bound = (service: string) => [[`kms:ViaService ${service}.eu-west-1.amazonaws.com`]];

  it.each([['dynamodb.amazonaws.com'], ['AWS Internal'], ['internal.amazonaws.com']])(
    'is use of a grant bound to it when the caller was %s',
    (via) =>
      expect(granted([declared], [decrypts(via)])).toEqual([
        { action: 'kms:Decrypt', via: bound('dynamodb'), witnesses: ['static', 'cloudtrail'] },
      ]),
  );

  it('does not explain a use that was made directly, or through another', () =>
    expect(granted([declared], [decrypts(null), decrypts('secretsmanager.amazonaws.com')])).toEqual([
      { action: 'kms:Decrypt', via: bound('dynamodb'), witnesses: ['static'] },
      { action: 'kms:Decrypt', via: undefined, witnesses: ['cloudtrail'] },
      { action: 'kms:Decrypt', via: bound('secretsmanager'), witnesses: ['cloudtrail'] },
    ]));

  it('is not bound where the name of the service in the condition is not certain', () =>
    expect(
      granted([], [decrypts('ec2-frontend-api.amazonaws.com'), decrypts('AWS Internal')]).map(({ via }) => via),
    ).toEqual([undefined, undefined]));
});

describe('what trails leave out', () => {
  const encrypts = permission('kms:Encrypt', 'kms:Encrypt', literal('arn:aws:kms:eu-west-1:1:key/k'));
  it.each<[string, unknown, string[]]>([
    ['nobody asked', undefined, []],
    ['everything is logged', { management: true, data: [] }, []],
    ['no management events', { management: false, data: [] }, ['kms:Encrypt arn:aws:kms:eu-west-1:1:key/k']],
    [
      'all but KMS',
      { management: true, excluded: ['kms.amazonaws.com'], data: [] },
      ['kms:Encrypt arn:aws:kms:eu-west-1:1:key/k'],
    ],
    [
      'all but KMS, as AWS answers',
      [{ ReadWriteType: 'All', IncludeManagementEvents: true, ExcludeManagementEventSources: ['kms.amazonaws.com'] }],
      ['kms:Encrypt arn:aws:kms:eu-west-1:1:key/k'],
    ],
    [
      'all but the Data API',
      [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Management'] },
            { Field: 'eventSource', NotEquals: ['rdsdata.amazonaws.com'] },
          ],
        },
      ],
      [],
    ],
    ['writes only', [{ ReadWriteType: 'WriteOnly' }], ['kms:Encrypt arn:aws:kms:eu-west-1:1:key/k']],
  ])('is kept in strict: %s', (_name, selectors, granted) =>
    expect(run([encrypts], usageFile([], trail(selectors === undefined ? {} : { selectors }))).granted).toEqual(
      granted,
    ),
  );

  it('are other types of the same service too: streams say nothing of tables', () => {
    const streams = { management: true, data: [{ type: 'AWS::DynamoDB::Stream', all: true }] };
    expect(run([putsItem], usageFile([], trail({ selectors: streams }))).granted).toEqual([
      `dynamodb:PutItem ${TABLE}`,
    ]);
  });

  it('is what a deletion of many objects deletes: versions are not in its event', () => {
    const objects = { management: true, data: [{ type: 'AWS::S3::Object', all: true }] };
    const usage = usageFile([], trail({ selectors: objects }));
    const deletes = (action: `s3:${string}`) =>
      permission(action, 's3:DeleteObjects', literal('arn:aws:s3:::photos/*'));
    expect(run([deletes('s3:DeleteObject'), deletes('s3:DeleteObjectVersion')], usage).granted).toEqual([
      's3:DeleteObjectVersion arn:aws:s3:::photos/*',
    ]);
  });

  it('may be calls on a resource that the code does not tell: a message to a phone is not one to a topic', () => {
    const topics = { management: true, data: [{ type: 'AWS::SNS::Topic', all: true }] };
    const texts = permission('sns:Publish', 'sns:Publish', literal('*'));
    expect(run([texts], usageFile([], trail({ selectors: topics }))).granted).toEqual(['sns:Publish *']);
    const posts = permission('sns:Publish', 'sns:Publish', literal('arn:aws:sns:eu-west-1:1:news'));
    expect(run([posts], usageFile([], trail({ selectors: topics }))).granted).toEqual([]);
  });
});

describe('observed resources', () => {
  const reference: Text = [
    {
      kind: 'reference',
      target: 'Orders',
      attribute: 'Arn',
      targetType: 'AWS::DynamoDB::Table',
      targetKind: 'resource',
    },
  ];
  it.each([
    ['a reference of the type', reference, TABLE, true],
    ['a reference, but of another service', reference, 'arn:aws:s3:::orders', false],
    ['an index is not the table', reference, `${TABLE}/index/i`, false],
    ['a literal', literal(TABLE), TABLE, true],
    ['a literal that only begins alike', literal(TABLE), `${TABLE}-archive`, false],
    ['a wildcard in its segment', literal('arn:aws:dynamodb:*:*:table/orders'), TABLE, true],
    ['dots are dots', literal('arn:aws:s3:::a.b'), 'arn:aws:s3:::axb', false],
  ] as const)('%s', (_name, pattern, observed, expected) =>
    expect(matchesObserved(pattern as Text, 'dynamodb:PutItem', observed, catalog)).toBe(expected),
  );
});

describe('event selectors', () => {
  it.each([
    [
      'basic, all tables',
      [{ ReadWriteType: 'All', DataResources: [{ Type: 'AWS::DynamoDB::Table', Values: ['arn:aws:dynamodb'] }] }],
      true,
    ],
    [
      'basic, one table',
      [{ ReadWriteType: 'All', DataResources: [{ Type: 'AWS::DynamoDB::Table', Values: [TABLE] }] }],
      false,
    ],
    [
      'basic, reads only',
      [{ ReadWriteType: 'ReadOnly', DataResources: [{ Type: 'AWS::DynamoDB::Table', Values: ['arn:aws:dynamodb'] }] }],
      false,
    ],
    [
      'another service',
      [{ ReadWriteType: 'All', DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }],
      false,
    ],
    ['advanced, all', allTables(), true],
    ['advanced, narrowed', onlyTable(), false],
    ['none', undefined, false],
    ['a usage file, all tables', { management: true, data: [{ type: 'AWS::DynamoDB::Table', all: true }] }, true],
    ['a usage file, some tables', { management: true, data: [{ type: 'AWS::DynamoDB::Table', all: false }] }, false],
    ['a source without data events', { management: true, data: false }, false],
  ])('%s', (_name, selectors, expected) => expect(logsDataOf('AWS::DynamoDB::Table', selectors)).toBe(expected));
});

describe('the role of a function', () => {
  const fn = { id: 'Fn', declared: { documents: [], unknownManagedPolicies: [] } } as unknown as LambdaFunction;
  const file = (arns: string[]): UsageFile => ({
    ...usageFile([]),
    roles: arns.map((arn) => ({ arn, usages: [], advisor: [] })),
  });
  it.each([
    ['the only one', [ROLE], undefined, ROLE],
    ['named by name', ['arn:aws:iam::1:role/a', ROLE], 'app-FnRole-1ABC', ROLE],
    ['as CloudFormation names it', ['arn:aws:iam::1:role/other', ROLE], undefined, ROLE],
    ['ambiguous', [ROLE, 'arn:aws:iam::1:role/b-FnRole-2'], undefined, undefined],
    ['named and absent', [ROLE], 'nobody', undefined],
  ])('%s', (_name, arns, named, expected) => expect(roleOf(fn, file(arns), named, true)?.arn).toBe(expected));
});

it('of one function among several is not whatever role the file holds', () => {
  const fn = { id: 'Other', declared: { documents: [], unknownManagedPolicies: [] } } as unknown as LambdaFunction;
  expect(roleOf(fn, usageFile([]), undefined, false)).toBe(undefined);
});

describe('properties', () => {
  const classes: EvidenceClass[] = [
    'used-declared',
    'declared-unseen',
    'declared-unobservable',
    'used-undeclared',
    'used-stale',
    'platform',
  ];
  const declared = [describesTable, putsItem, permission('s3:GetObject', 's3:GetObject', literal('arn:aws:s3:::b/*'))];
  const uses = [
    use('dynamodb:DescribeTable', TABLE),
    use('dynamodb:PutItem', TABLE),
    use('s3:GetObject', 'arn:aws:s3:::b/k'),
    use('sns:Publish', 'arn:aws:sns:eu-west-1:1:t'),
  ];
  const modes = fc.constantFrom<Mode>('strict', 'balanced', 'safe');

  it('more evidence of use never removes a grant', () =>
    fc.assert(
      fc.property(fc.subarray(uses), fc.subarray(uses), modes, (some, more, mode) => {
        const source = trail({ selectors: allTables() });
        const before = run(declared, usageFile(some, source), { mode }).granted;
        const after = run(declared, usageFile([...new Set([...some, ...more])], source), { mode }).granted;
        expect(before.filter((grant) => !after.includes(grant))).toEqual([]);
      }),
    ));

  it('more code never removes a grant', () =>
    fc.assert(
      fc.property(fc.subarray(declared), fc.subarray(uses), modes, (some, seen, mode) => {
        const before = run(some, usageFile(seen), { mode }).granted;
        const after = run(declared, usageFile(seen), { mode }).granted;
        expect(before.filter((grant) => !after.includes(grant))).toEqual(
          before.filter((grant) => grant.includes('b/k') && !after.includes(grant)),
        );
      }),
    ));

  it('balanced never drops what the code declares', () =>
    fc.assert(
      fc.property(fc.subarray(uses), fc.integer({ min: 0, max: 400 }), (seen, days) => {
        const { granted } = run(declared, usageFile(seen, trail({ selectors: allTables() }), days), {
          mode: 'balanced',
        });
        for (const { action } of declared) expect(granted.some((grant) => grant.startsWith(`${action} `))).toBe(true);
      }),
    ));

  it('safe grants what balanced grants, and balanced what strict grants', () => {
    const grants = (known: EvidenceClass, mode: Mode) => ['grant', 'keep'].includes(decide(known, mode));
    for (const known of classes) {
      expect(grants(known, 'strict') && !grants(known, 'balanced')).toBe(false);
      expect(grants(known, 'balanced') && !grants(known, 'safe')).toBe(false);
    }
  });

  it('the rule of three says what a window excludes', () =>
    expect(ruleOfThree(90)).toBe(
      'unseen in 90 days: on any day it happens with a chance of at most 3.3 % (95 % confidence)',
    ));
});

function allTables() {
  return [
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::DynamoDB::Table'] },
      ],
    },
  ];
}

function onlyTable() {
  return [
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::DynamoDB::Table'] },
        { Field: 'resources.ARN', StartsWith: [TABLE] },
      ],
    },
  ];
}
