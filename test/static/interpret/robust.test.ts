import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openCatalog } from '../../../src/catalog/index.js';
import { UserError } from '../../../src/model/user-error.js';
import { traceFunction } from '../../../src/static/index.js';
import { callsOf, runCode } from '../trace-code.js';

const GET = `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3'; const s3 = new S3Client({});
const get = (Bucket: any) => s3.send(new GetObjectCommand({ Bucket, Key: 'k' }));
`;

const made: string[] = [];
function folder(files: { [file: string]: string | Buffer }): string {
  const root = mkdtempSync(join(tmpdir(), 'static-'));
  made.push(root);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return root;
}
afterEach(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
});

const trace = (root: string, file = 'index.ts', name = 'handler') =>
  traceFunction({ root, handler: { file, export: name }, environment: {}, catalog: openCatalog() });

function userError(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError)
      return `${error.message}${error.location ? ` @${error.location.file}:${error.location.line}` : ''}`;
    throw error;
  }
  return 'no error';
}

describe('bad input', () => {
  it('a missing handler file, a missing export, a syntax error and a binary file are one sentence', () => {
    const root = folder({
      'index.ts': 'export const other = () => 1;',
      'broken.ts': 'export const handler = () => {\n  const a = ;\n};',
      'binary.js': Buffer.from([1, 0, 2, 0, 3]),
    });
    expect(userError(() => trace(root, 'none.ts'))).toBe("The handler's file 'none.ts' does not exist.");
    expect(userError(() => trace(root))).toBe("'index.ts' does not export 'handler'. @index.ts:1");
    expect(userError(() => trace(root, 'broken.ts'))).toBe(
      "Syntax error in the handler's file: Expression expected. @broken.ts:2",
    );
    expect(userError(() => trace(root, 'binary.js'))).toBe("The handler's file 'binary.js' is not a text file.");
    expect(userError(() => trace(root, '../x.ts'))).toBe("The handler's file '../x.ts' is outside the project.");
  });
  it('a broken file that is imported is a finding, and the rest is still analysed', () => {
    const root = folder({
      'index.ts': `${GET}import { x } from './broken'; export const handler = () => get(x ?? 'a');`,
      'broken.ts': 'export const x = ;\n',
    });
    const { findings, calls } = trace(root);
    expect(findings.map((one) => `${one.ruleId} ${one.location?.file}:${one.location?.line}`)).toEqual([
      'IT101 broken.ts:1',
    ]);
    expect(calls.map((one) => one.operation)).toEqual(['GetObject']);
  });
  it('a file too large to analyse is a finding', () => {
    const root = folder({
      'index.ts': `${GET}import './big'; export const handler = () => get('a');`,
      'big.js': `var x = '${'y'.repeat(6_100_000)}';`,
    });
    const { findings, calls } = trace(root);
    expect(findings.map((one) => `${one.ruleId} ${one.args['file']} ${one.args['problem']}`)).toEqual([
      'IT102 big.js too-large',
    ]);
    expect(calls).toHaveLength(1);
  });
  it('nothing outside the root is read, by path or by link, and link cycles end', () => {
    const outside = folder({ 'secret.ts': `${GET}get('outside'); export const x = 1;` });
    const root = folder({
      'index.ts': `${GET}import { x } from './link/secret'; import './loop/loop/loop/index'; export const handler = () => get(x ?? 'in');`,
    });
    symlinkSync(outside, join(root, 'link'));
    symlinkSync('.', join(root, 'loop'));
    const { calls, ledger, files } = trace(root);
    expect(files).toEqual(['index.ts']);
    expect(calls.map((one) => JSON.stringify(one.input)).filter((one) => one.includes('outside'))).toEqual([]);
    expect(ledger.filter((one) => one.bucket === 'unresolved-module').map((one) => one.site)).toEqual([
      `import { x } from './link/secret';`,
    ]);
  });
});

describe('hostile shapes', () => {
  it('a chain of thousands of additions', () => {
    const chain = Array.from({ length: 8000 }, (_, index) => `'${index % 10}'`).join('+');
    expect(runCode(`${GET}const s = ${chain}; export const handler = () => get(s.slice(0, 3));`).calls).toHaveLength(1);
  });
  it('nesting too deep for any stack is a finding, and the rest is still found', () => {
    const deep = `${'['.repeat(20000)}1${']'.repeat(20000)}`;
    const root = folder({
      'index.ts': `${GET}import './deep'; import { d } from './nested'; export const handler = () => get(d ? 'a' : 'b');`,
      'deep.js': `module.exports = ${deep};`,
      'nested.js': `exports.d = ${'f('.repeat(5000)}1${')'.repeat(5000)};`,
    });
    const { calls, findings } = trace(root);
    expect(findings.map((one) => `${one.ruleId} ${one.location?.file}`)).toEqual(['IT101 deep.js', 'IT101 nested.js']);
    expect(calls.map((one) => one.operation)).toContain('GetObject');
  });
  it('recursion ends, direct and mutual', () => {
    expect(
      callsOf(`${GET}const a = (n: number): any => (n > 0 ? b(n - 1) : get('end')); const b = (n: number): any => a(n - 1) ?? a(n);
const walk = (node: any): any => [get(node.bucket), ...node.children.map(walk)];
export const handler = async (event: any) => { await a(event.n); walk(event); };`),
    ).toEqual([
      's3:GetObject Bucket=<event.bucket> Key=k',
      's3:GetObject Bucket=<event.children[].bucket> Key=k',
      's3:GetObject Bucket=<event.children[].children[].bucket> Key=k',
      's3:GetObject Bucket=end Key=k',
    ]);
  });
  it('an endless loop and a self-referring object end', () => {
    expect(
      callsOf(`${GET}const o: any = { Bucket: 'o' }; o.self = o; o.list = [o];
export const handler = async () => { for (;;) { await s3.send(new GetObjectCommand(o)); } };`),
    ).toEqual(['s3:GetObject Bucket=o self=* list=[*]']);
  });
  it('the budget ends a run cleanly and keeps what was found', () => {
    const run = runCode(
      `${GET}get('first'); let n: any = 0; export const handler = (e: any) => { for (const a of e.x) for (const b of e.y) { n = [n, a, b]; } };`,
      { budget: 60 },
    );
    expect(run.exceeded).toBe(true);
    expect(run.calls).toHaveLength(1);
    expect(run.reports.map((one) => one.bucket)).toContain('budget-exceeded');
  });
  it('import cycles', () => {
    expect(
      callsOf({
        'index.ts': `import { b } from './b'; export const a = 'bucket-a'; export const handler = () => b();`,
        'b.ts': `${GET}import { a } from './index'; export const b = () => get(a);`,
      }),
    ).toEqual(['s3:GetObject Bucket=bucket-a Key=k']);
  });
  it('the same input gives the same answer', () => {
    const code = `${GET}export const handler = async (e: any) => { for (const t of ['a', e.x, process.env.T]) await get(t); };`;
    expect(JSON.stringify(runCode(code).calls)).toBe(JSON.stringify(runCode(code).calls));
  });
});

describe('clients in unknown hands', () => {
  const escapes = (code: string) =>
    runCode(code)
      .reports.filter((one) => one.bucket === 'client-escapes')
      .map((one) => `${one.location.line} ${one.site}`);
  it('a client given to a package is told where it is handed over, and once', () => {
    expect(
      escapes(`import { S3Client } from '@aws-sdk/client-s3'; import { Thing, use } from 'thing';
const s3 = new S3Client({});
const t = new Thing({ client: s3 });
export const handler = async () => { use(s3); t.go(s3.config); };`),
    ).toEqual(['3 new Thing({ client: s3 })', '4 use(s3)']);
  });
  it('a client given to code of the project is not', () => {
    expect(
      escapes(`import { S3Client } from '@aws-sdk/client-s3';
const f = (c: S3Client) => c; export const handler = async () => f(new S3Client({}));`),
    ).toEqual([]);
  });
});

describe('callbacks in unknown hands', () => {
  it('what a callback returns is called as well, however deep', () => {
    expect(
      callsOf(`import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3'; import { metricScope, nest } from 'wrapper';
const s3 = new S3Client({});
const get = (Key: string) => s3.send(new GetObjectCommand({ Bucket: 'b', Key }));
export const handler = metricScope((metrics) => async () => get('one'));
nest(() => () => () => get('two'));
nest((flag) => flag ? () => get('three') : undefined);`),
    ).toEqual(['s3:GetObject Bucket=b Key=one', 's3:GetObject Bucket=b Key=three', 's3:GetObject Bucket=b Key=two']);
  });
  it.each([
    [
      'a list that may be missing',
      `var list; if (e.q) { console.log(e); } else { list = [e]; tasks.map(list, run, done); }`,
    ],
    ['a list of two', `tasks.filter(e.q ? [1] : [2], run, done);`],
    ['a first callback and one more', `tasks.each(run, done); tasks.map(run, done);`],
  ])('another library may have its own map: %s', (_name, body) => {
    expect(
      callsOf(`${GET}import tasks from 'tasks';
const run = () => get('run'); const done = () => get('done'); export const handler = async (e: any) => { ${body} };`),
    ).toEqual(['s3:GetObject Bucket=done Key=k', 's3:GetObject Bucket=run Key=k']);
  });
});

it.each([
  ['an instance', 'class Resizer { run() {} } export const handler = new Resizer();'],
  ['a record', 'export const handler = { run() {} };'],
  ['a text', "export const handler = 'index.handler';"],
])('refuses a handler that is %s', (_name, code) => {
  expect(() => runCode(code)).toThrow("'handler' of 'index.ts' is not a function, so Lambda cannot call it.");
});

describe('work that repeats itself', () => {
  const NOTES = `const log: string[] = []; let n = 0; const note = (text: string) => { log.push(text); n = n + 1; return n; };`;
  const notes = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `note('m${from + index}');`).join(' ');

  it('a function that changes what is around it is not run for ever', () => {
    const { calls, reports } = runCode(`${GET}${NOTES}
export const handler = async () => { ${notes(0, 1500)} await get('b'); };`);
    expect([calls.length, reports.map(({ bucket }) => bucket)]).toEqual([1, ['granted']]);
  });
  it('it is run as long as something new comes of it', () => {
    const found = callsOf(`${GET}const seen: any = {}; let last: any;
const note = (text: string) => { seen[text] = true; last = text; get(\`b-\${text}\`); };
export const handler = async () => { ${notes(0, 12)} };`);
    expect(found.length).toBe(12);
  });
  it('a long description of a request costs more than a short one', () => {
    const metadata = Array.from({ length: 200 }, (_, index) => `k${index}: e.v${index}`).join(', ');
    const code = (input: string) => `import { S3 } from '@aws-sdk/client-s3'; const s3 = new S3({});
const wide = (e: any) => ({ ${metadata} });
export const handler = async (e: any) => { const all = wide(e); await s3.putObject({ Bucket: 'b', Key: 'k', Metadata: ${input} }); };`;
    expect(runCode(code('all')).steps).toBeGreaterThan(runCode(code('{}')).steps + 100);
  });
});
