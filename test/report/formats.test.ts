import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import { reportObserver } from '../../src/cli/report-observer.js';
import { oneLine } from '../../src/model/escape/plain.js';
import { UserError } from '../../src/model/user-error.js';
import { sarifLog } from '../../src/render/sarif/log.js';
import { renderAsff } from '../../src/report/formats/asff.js';
import { renderCsv } from '../../src/report/formats/csv.js';
import { renderJson } from '../../src/report/formats/json.js';
import { renderJunit } from '../../src/report/formats/junit.js';
import { renderMarkdown } from '../../src/report/formats/markdown.js';
import { renderHtml } from '../../src/report/html/document.js';
import { SCRIPT } from '../../src/report/html/script.js';
import {
  buildReport,
  findingsOfReport,
  parseAuthorizationDetails,
  parseReport,
  type Report,
} from '../../src/report/index.js';
import { reportJsonSchema } from '../../src/report/sources/report-schema.js';
import { authorizationDetails, HOSTILE, hostileRoles, type RoleDetail, roles, usageOf } from './account.mjs';

/** What turns the direction of text, and control characters but line feeds. */
const CONTROLS = /[^\P{Cc}\n\r]|[\u202a-\u202e]/u;
const catalog = openCatalog();

function reportOf(
  list: RoleDetail[],
  more: { previous?: Report; history?: boolean; omitted?: readonly string[] } = {},
): Report {
  const usage = usageOf(list);
  const inputs = list.map((detail, i) => {
    // The ARN of a hostile role is not one; its name is foreign all the same.
    const arn = /^[\w:/-]+$/.test(detail.Arn) ? detail.Arn : 'arn:aws:iam::111122223333:role/x';
    const [input] = parseAuthorizationDetails(
      JSON.stringify(authorizationDetails([{ ...detail, Arn: arn }])),
      'gaad.json',
    );
    return { ...input!, id: detail.Arn, ...(more.history !== false && { usage: usage.roles[i]! }) };
  });
  return buildReport(inputs, {
    toolVersion: '1.2.3',
    catalog,
    ...(more.history !== false && { usage }),
    observe: reportObserver(usage, catalog),
    minimumDays: 90,
    ...(more.previous && { previous: more.previous }),
    ...(more.omitted && { omitted: [{ why: 'service-linked', roles: [...more.omitted] }] }),
  });
}

const plain = reportOf(roles(5));
const hostile = reportOf(hostileRoles(), { omitted: HOSTILE, previous: reportOf(roles(3)) });

describe('json', () => {
  const schema = JSON.parse(readFileSync(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8'));
  const validate = new Ajv2020.default({ strict: false, allErrors: true }).compile(schema);
  const errors = (value: unknown) => (validate(value) ? [] : validate.errors);

  it('has a published schema, made from the code', () => {
    expect(schema).toEqual(JSON.parse(JSON.stringify(reportJsonSchema())));
  });

  it('is valid, and can be read back', () => {
    const again = reportOf(roles(4), { previous: plain });
    for (const one of [plain, hostile, again, reportOf(roles(1), { history: false })]) {
      const text = renderJson(one);
      expect(errors(JSON.parse(text))).toEqual([]);
      expect(parseReport(text, 'r.json')).toEqual(JSON.parse(text));
    }
    expect(validate({ ...plain, schemaVersion: 2 })).toBe(false);
  });

  it('refuses what is no report', () => {
    expect(() => parseReport('{', 'r.json')).toThrow(UserError);
    expect(() => parseReport('{}', 'r.json')).toThrow(/r\.json is not a report: schemaVersion/);
    expect(() =>
      parseReport(JSON.stringify({ ...plain, window: { from: '</script>', to: '', days: 1 } }), 'r'),
    ).toThrow(/window/);
  });
});

describe('html', () => {
  const page = renderHtml(plain);

  it('is one file that may load nothing, and whose policy allows just its own style and script', () => {
    expect(page).not.toMatch(/\ssrc=|@import|url\(|<link|\sstyle=|\son\w+=/);
    const hashes = [...page.matchAll(/<(style|script)>([\s\S]*?)<\/\1>/g)].map(
      ([, tag, text]) => `${tag}-src &#39;sha256-${createHash('sha256').update(text!).digest('base64')}&#39;`,
    );
    expect(hashes).toHaveLength(2);
    for (const hash of hashes) expect(page).toContain(hash);
    expect(SCRIPT.length).toBeLessThan(3072);
  });

  it.each([50, 8])('is below 100 KB for %i roles, wide ones too', (count) => {
    expect(Buffer.byteLength(renderHtml(reportOf(roles(count))))).toBeLessThan(100_000);
  });

  it('has the same bytes for the same report', () => {
    expect(renderHtml(reportOf(roles(5)))).toBe(page);
  });

  it('shows hostile names as text', () => {
    const text = renderHtml(hostile);
    // The only scripts are our two, and no attribute of a hostile name becomes one of an element.
    expect(text.match(/<script/g)).toHaveLength(2);
    expect(text.match(/<\/script/g)).toHaveLength(2);
    const tags = [...text.matchAll(/<([a-z]\w*)([^<>]*)>/gi)];
    const attributes = new Set(
      tags.flatMap(([, , rest]) => [...rest!.matchAll(/ ([\w-]+)(?==|$| )/g)].map(([, name]) => name!)),
    );
    expect([...attributes].filter((name) => /^on|^src$|^style$/.test(name))).toEqual([]);
    expect(tags.filter(([, tag]) => /^(img|iframe|object|link|base)$/i.test(tag!))).toEqual([]);
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toMatch(CONTROLS);
    const data = JSON.parse(/id="data">(.*?)<\/script>/s.exec(text)![1]!);
    expect(data.values.map(([name]: string[]) => name).sort()).toEqual(HOSTILE.map(oneLine).sort());
  });
});

describe('csv', () => {
  /** A reader of RFC 4180. */
  function parse(text: string): string[][] {
    const rows: string[][] = [];
    for (const [, cell, end] of text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/g)) {
      if (rows.length === 0 || done) rows.push([]);
      rows.at(-1)!.push(cell!.startsWith('"') ? cell!.slice(1, -1).replaceAll('""', '"') : cell!);
      done = end === '\r\n';
    }
    return rows;
  }
  let done = false;

  it('has a row for each granted action', () => {
    done = false;
    const [head, ...rows] = parse(renderCsv(plain));
    expect(head).toHaveLength(15);
    expect(rows.map((row) => row.length).filter((length) => length !== 15)).toEqual([]);
    expect(rows).toHaveLength(plain.totals.granted);
    const state = head!.indexOf('state');
    expect(rows.filter((row) => row[state] === 'unused')).toHaveLength(plain.totals.unused);
  });

  it('guards formulas, in tags and reasons too', () => {
    done = false;
    expect(hostile.roles.every(({ tags, problems }) => tags?.length === 1 && problems?.length === 1)).toBe(true);
    const rows = parse(renderCsv(hostile));
    expect(rows.flat().filter((cell) => /^\s*[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(rows.some(([name]) => name === `'${HOSTILE[3]}`)).toBe(true);
  });
});

describe('markdown', () => {
  it('says the verdict first', () => {
    const [first, , second] = renderMarkdown(plain).split('\n');
    expect(first).toBe(
      `# ${plain.totals.unused} of ${plain.totals.granted} granted actions are unused (81 %) in 5 roles`,
    );
    expect(second).toBe('Evidence from 2026-07-01 to 2026-10-01 (92 days) out of cloudtrail-s3.');
  });

  it('fits into a job summary, however wide the roles', () => {
    const wide = roles(120).map((role) => ({
      ...role,
      RolePolicyList: [
        {
          PolicyName: 'p',
          PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'e*:*', Resource: '*' }] },
        },
      ],
    }));
    expect(Buffer.byteLength(renderMarkdown(reportOf(wide)))).toBeLessThan(1_048_576);
  }, 30_000);

  it('shows hostile names as text', () => {
    const text = renderMarkdown(hostile);
    expect(text.match(/^Left out: /gm)).toHaveLength(1);
    const outside = text.replace(/(`+)[\s\S]*?\1/g, '');
    expect(outside.match(/<(?!\/?(details|summary)>)/g)).toBeNull();
    expect(outside).not.toMatch(/(?<!\\)\]\((?!https:\/\/(csrc|www)\.)/);
    expect(text).not.toMatch(CONTROLS);
  });
});

describe('junit', () => {
  it('fails services with unused actions and skips those nobody could observe', () => {
    const text = renderJunit(plain);
    const failures = plain.roles.flatMap(({ services }) => services.filter(({ counts }) => counts.unused > 0)).length;
    expect(text.match(/<failure /g)).toHaveLength(failures);
    expect(text).toContain(`failures="${failures}"`);
    expect(text.match(/<skipped /g)).toHaveLength(
      plain.roles.flatMap(({ services }) => services.filter(({ counts }) => counts.unobservable === counts.granted))
        .length,
    );
  });

  it('escapes what XML cannot hold', () => {
    const text = renderJunit(hostile);
    expect(text).not.toMatch(CONTROLS);
    expect(
      text.replace(/<\/?(testsuites?|testcase|failure|skipped)( [a-z]+="[^"<]*")*\/?>|<\?xml[^>]*\?>/g, ''),
    ).not.toMatch(/[<>]/);
  });
});

describe('asff', () => {
  it('has the required fields within their lengths, and no clock', () => {
    const findings = JSON.parse(renderAsff(reportOf(roles(5)), {}));
    expect(findings).toHaveLength(5);
    for (const finding of findings) {
      expect(Object.keys(finding).sort()).toEqual(
        [
          'AwsAccountId',
          'Compliance',
          'CreatedAt',
          'Description',
          'GeneratorId',
          'Id',
          'ProductArn',
          'RecordState',
          'Remediation',
          'Resources',
          'SchemaVersion',
          'Severity',
          'Title',
          'Types',
          'UpdatedAt',
        ].sort(),
      );
      expect(finding.AwsAccountId).toBe('111122223333');
      expect(finding.ProductArn).toBe('arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default');
      expect(finding.CreatedAt).toBe('2026-10-01T00:00:00Z');
      expect(finding.Title.length).toBeLessThanOrEqual(256);
      expect(finding.Description.length).toBeLessThanOrEqual(1024);
      expect(finding.Remediation.Recommendation.Text.length).toBeLessThanOrEqual(512);
      expect(finding.Compliance.RelatedRequirements.filter((one: string) => one.length > 64)).toEqual([]);
      expect(finding.Resources[0].Type).toBe('AwsIamRole');
    }
    expect(new Set(findings.map(({ Id }: { Id: string }) => Id)).size).toBe(5);
  });

  it('holds hostile names within the rules of the format', () => {
    const findings = JSON.parse(
      renderAsff({ ...hostile, roles: hostile.roles.map((one) => ({ ...one, arn: plain.roles[0]!.arn })) }, {}),
    );
    expect(findings).toHaveLength(hostile.roles.filter(({ counts }) => counts.unused > 0).length + 3);
    const texts = (value: unknown): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, one]) => [key, ...texts(one)])
        : [String(value)];
    expect(texts(findings).filter((text) => !/\S/.test(text) || CONTROLS.test(text))).toEqual([]);
    for (const finding of findings) {
      expect(finding.Id.length).toBeLessThanOrEqual(512);
      expect(finding.Severity.Label).toMatch(/^(INFORMATIONAL|LOW|MEDIUM|HIGH|CRITICAL)$/);
      expect(finding.Compliance.Status).toMatch(/^(PASSED|WARNING|FAILED|NOT_AVAILABLE)$/);
      expect(finding.RecordState).toMatch(/^(ACTIVE|ARCHIVED)$/);
      const [{ Tags = {}, Partition }] = finding.Resources;
      expect(Partition).toBe('aws');
      expect(Object.entries(Tags).filter(([key, value]) => key.length > 128 || (value as string).length > 256)).toEqual(
        [],
      );
    }
  });

  it('closes what the report before found', () => {
    const before = reportOf(roles(5));
    const clean = before.roles.map((role) => ({ ...role, counts: { ...role.counts, unused: 0 }, escalations: [] }));
    const trend = {
      ...reportOf(roles(5), { previous: before }).trend!,
      roles: [] as NonNullable<Report['trend']>['roles'],
    };
    const [solved, gone, left] = before.roles.map(({ id }) => id);
    trend.roles = [
      { id: solved!, change: 'better', granted: -3, unused: -3 },
      { id: gone!, change: 'gone', granted: -9, unused: -3 },
      { id: left!, change: 'gone', granted: -9, unused: -3 },
    ];
    const after = {
      ...before,
      roles: clean.slice(0, 1),
      trend,
      omitted: [{ why: 'not asked for', roles: [before.roles[2]!.name] }],
    };
    const states = JSON.parse(renderAsff(after, {})).map(
      (one: { Id: string; Compliance: { Status: string }; RecordState: string }) => [
        one.Id,
        one.Compliance.Status,
        one.RecordState,
      ],
    );
    const id = (arn: string) => `iam-tighten/111122223333/${arn}/unused-permissions`;
    expect(states).toEqual([
      [id(solved!), 'PASSED', 'ACTIVE'],
      [id(gone!), 'NOT_AVAILABLE', 'ARCHIVED'],
    ]);
  });

  it('says what it lacks', () => {
    expect(() =>
      renderAsff(
        { ...plain, roles: plain.roles.map((role) => ({ ...role, arn: null })) },
        { region: 'eu-west-1', account: 'mine' },
      ),
    ).toThrow(/account of/);
    expect(() => renderAsff(reportOf(roles(1), { history: false }), {})).toThrow(/--usage|time of the evidence/);
    const named = { ...plain, sources: [] };
    expect(() => renderAsff(named, {})).toThrow(/Region of Security Hub/);
    const nobody = { ...plain, roles: plain.roles.map((role) => ({ ...role, arn: null })) };
    expect(() => renderAsff(nobody, { region: 'eu-west-1' })).toThrow(/account of/);
  });
});

describe('sarif', () => {
  const {
    $schema: _draft,
    id: _id,
    ...schema
  } = JSON.parse(
    readFileSync(
      createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'),
      'utf8',
    ),
  );
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  const validate = ajv.compile(schema);

  it('is valid by the schema of OASIS', () => {
    for (const one of [plain, hostile]) {
      const log = JSON.parse(sarifLog(findingsOfReport(one), '1.2.3'));
      expect(validate(log) ? [] : validate.errors).toEqual([]);
      // GitHub refuses a result without a place, and one that points out of the repository.
      const places = log.runs[0].results.map(
        (result: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
          result.locations.map(({ physicalLocation }) => physicalLocation.artifactLocation.uri),
      );
      expect(
        places.filter((all: string[]) => all.length !== 1 || !/^iam\/111122223333\/role\/[\w-]+$/.test(all[0]!)),
      ).toEqual([]);
    }
  });

  it('has a finding for each service with unused actions, each escalation and each kind of doubt', () => {
    const count = (id: string) => findingsOfReport(plain).filter(({ ruleId }) => ruleId === id).length;
    expect(['IT750', 'IT751', 'IT752', 'IT753', 'IT754', 'IT755', 'IT756', 'IT757'].map(count)).toEqual([
      plain.roles.flatMap(({ services }) => services.filter(({ counts }) => counts.unused > 0)).length,
      1,
      5,
      0,
      5,
      0,
      0,
      0,
    ]);
    const shared = {
      ...plain.roles[0]!,
      services: [],
      wildcardActions: 0,
      escalations: [],
      shared: true,
      functions: ['a', 'b'],
      unknownPolicies: ['P'],
    };
    expect(findingsOfReport({ ...plain, roles: [shared] }).map(({ ruleId }) => ruleId)).toEqual([
      'IT754',
      'IT710',
      'IT711',
    ]);
    expect(findingsOfReport(reportOf(roles(1), { history: false })).map(({ ruleId }) => ruleId)).toEqual([
      'IT752',
      'IT753',
    ]);
  });
});

describe('authorization details', () => {
  const parse = (value: unknown) => parseAuthorizationDetails(JSON.stringify(value), 'gaad.json');
  const [one] = roles(1);
  const document = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' }],
  };
  const policy = (Arn: string, value: unknown) => ({
    Arn,
    PolicyVersionList: [
      { IsDefaultVersion: false, Document: 'no JSON, and not read' },
      { IsDefaultVersion: true, Document: value },
    ],
  });

  it('joins attached policies and the boundary, encoded or not', () => {
    const role = {
      ...one,
      RolePolicyList: [],
      AttachedManagedPolicies: [
        { PolicyName: 'Own', PolicyArn: 'arn:aws:iam::111122223333:policy/Own' },
        { PolicyName: 'Lost', PolicyArn: 'arn:aws:iam::aws:policy/Lost' },
      ],
      PermissionsBoundary: {
        PermissionsBoundaryType: 'Policy',
        PermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/B',
      },
      RoleLastUsed: {},
    };
    const [input] = parse({
      RoleDetailList: [role],
      Policies: [
        policy('arn:aws:iam::111122223333:policy/Own', encodeURIComponent(JSON.stringify(document))),
        policy('arn:aws:iam::111122223333:policy/B', document),
      ],
    });
    expect(input).toEqual({
      id: one!.Arn,
      name: one!.RoleName,
      arn: one!.Arn,
      functions: [],
      policies: [{ origin: 'managed policy Own', document }],
      boundary: document,
      unknownPolicies: ['arn:aws:iam::aws:policy/Lost'],
      lastUsed: null,
      path: '/',
      createdAt: '2024-01-01T00:00:00Z',
      needs: new Map(),
    });
  });

  it('looks for policies that IAM did not give elsewhere', () => {
    const role = {
      ...one,
      RolePolicyList: [],
      AttachedManagedPolicies: [{ PolicyName: 'X', PolicyArn: 'arn:aws:iam::aws:policy/X' }],
    };
    const asked: string[] = [];
    const find = (arn: string) => {
      asked.push(arn);
      return document as never;
    };
    const [input] = parseAuthorizationDetails(JSON.stringify({ RoleDetailList: [role] }), 'gaad.json', find);
    expect([input!.policies, input!.unknownPolicies, asked]).toEqual([
      [{ origin: 'managed policy X', document }],
      [],
      ['arn:aws:iam::aws:policy/X'],
    ]);
  });

  it('refuses what it cannot read whole, and tells of a policy that is none', () => {
    expect(() => parse({ IsTruncated: true, RoleDetailList: [] })).toThrow(/one page of several/);
    expect(() => parse({ Roles: [] })).toThrow(
      /gaad\.json is not the authorization details of an account: RoleDetailList/,
    );
    const broken = { ...one, RolePolicyList: [{ PolicyName: 'p', PolicyDocument: '%7B' }] };
    const [input] = parse({ RoleDetailList: [broken] });
    expect([input!.policies, input!.unknownPolicies, input!.problems]).toEqual([
      [],
      ['p'],
      [expect.stringMatching(/^inline policy p cannot be read: /)],
    ]);
  });
});
