import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callsOf } from '../static/trace-code.js';

/** One request of a generated program: an operation on a bucket, and the way the code makes it. */
interface Step {
  operation: 'GetObject' | 'PutObject' | 'HeadObject' | 'DeleteObject';
  bucket: string;
  way: 'direct' | 'helper' | 'method' | 'callback' | 'branch' | 'loop' | 'table' | 'catch' | 'generator';
}

const step: fc.Arbitrary<Step> = fc.record({
  operation: fc.constantFrom('GetObject', 'PutObject', 'HeadObject', 'DeleteObject'),
  bucket: fc.oneof(
    fc.constantFrom("'alpha'", "'beta'", "'gamma'"),
    fc.constantFrom(
      'process.env.BUCKET',
      "process.env.OTHER ?? 'fallback'",
      '`${process.env.STAGE}-data`',
      "['a', 'b'].join('-')",
    ),
    fc.constantFrom('input.bucket', 'input.Records[0].s3.bucket.name'),
  ),
  way: fc.constantFrom('direct', 'helper', 'method', 'callback', 'branch', 'loop', 'table', 'catch', 'generator'),
});

interface Style {
  /** Put in front of every local name. */
  prefix: string;
  deadCode: boolean;
  split: boolean;
  /** Source of an expression around the client. */
  wrap: 'none' | 'package' | 'object' | 'closure';
}

const PLAIN: Style = { prefix: '', deadCode: false, split: false, wrap: 'none' };
const IMPORTS = `import { S3Client, GetObjectCommand, PutObjectCommand, HeadObjectCommand, DeleteObjectCommand, DeleteBucketCommand } from '@aws-sdk/client-s3';`;

function clientSource({ wrap, prefix: p }: Style): string {
  const made = 'new S3Client({})';
  if (wrap === 'package')
    return `import ${p}tracer from 'some-tracer'; const ${p}client = ${p}tracer.capture(${made});`;
  if (wrap === 'object')
    return `const ${p}holder = { inner: { client: ${made} } }; const { inner: { client: ${p}client } } = ${p}holder;`;
  if (wrap === 'closure')
    return `const ${p}make = (() => { let kept: any; return () => (kept ??= ${made}); })(); const ${p}client = ${p}make();`;
  return `const ${p}client = ${made};`;
}

function stepSource({ operation, bucket, way }: Step, index: number, p: string): string {
  const command = `new ${operation}Command({ Bucket: ${bucket}, Key: 'k' })`;
  const send = `await ${p}client.send(${command});`;
  switch (way) {
    case 'direct':
      return send;
    case 'helper':
      return `await ${p}helper(${command});`;
    case 'method':
      return `await new ${p}Store(${bucket}).${operation}();`;
    case 'callback':
      return `await Promise.all([1].map(async (${p}n) => { ${send} }));`;
    case 'branch':
      return `if (input.flag${index}) { ${send} }`;
    case 'loop':
      return `for (const ${p}item of [${bucket}]) { await ${p}client.send(new ${operation}Command({ Bucket: ${p}item, Key: 'k' })); }`;
    case 'table':
      return `const ${p}ops${index}: any = { one: async () => { ${send} } }; await ${p}ops${index}[input.op]();`;
    case 'catch':
      return `try { JSON.parse(input.text); } catch (${p}error) { ${send} }`;
    case 'generator':
      return `const ${p}g${index} = function* () { yield ${command}; }; for (const ${p}x of ${p}g${index}()) await ${p}client.send(${p}x);`;
  }
}

function helperSource(p: string, exported: boolean): string {
  const head = exported ? 'export ' : '';
  const methods = ['GetObject', 'PutObject', 'HeadObject', 'DeleteObject'].map(
    (one) => `${one}() { return ${p}client.send(new ${one}Command({ Bucket: this.${p}bucket, Key: 'k' })); }`,
  );
  return `${head}const ${p}helper = (${p}command: any) => ${p}client.send(${p}command);
${head}class ${p}Store { constructor(private readonly ${p}bucket: string) {} ${methods.join(' ')} }`;
}

const DEAD = (p: string) =>
  `function ${p}never() { return ${p}client.send(new DeleteBucketCommand({ Bucket: 'dead' })); }`;

function program(steps: readonly Step[], style: Style): { [file: string]: string } {
  const { prefix: p, deadCode, split } = style;
  const dead = deadCode ? `if (false) { ${p}client.send(new DeleteBucketCommand({ Bucket: 'dead' })); }` : '';
  const body = steps.map((one, index) => `${stepSource(one, index, p)} ${index % 2 ? dead : ''}`).join('\n  ');
  const after = deadCode ? `return; ${p}client.send(new DeleteBucketCommand({ Bucket: 'after' }));` : '';
  const handler = `export const handler = async (input: any) => {\n  ${body}\n  ${after}\n};`;
  const extra = deadCode ? DEAD(p) : '';
  if (!split) return { 'index.ts': [IMPORTS, clientSource(style), helperSource(p, false), extra, handler].join('\n') };
  const names = `${p}client, ${p}helper, ${p}Store`;
  return {
    'index.ts': [IMPORTS, `import { ${names} } from './lib/index.js';`, extra, handler].join('\n'),
    'lib/index.ts': `export * from './client'; export { ${p}helper, ${p}Store } from './helpers';`,
    'lib/client.ts': `${IMPORTS}\n${clientSource(style).replace(`const ${p}client`, `export const ${p}client`).replace(`const { inner: { client`, 'export const { inner: { client')}`,
    'lib/helpers.ts': `${IMPORTS}\nimport { ${p}client } from './client';\n${helperSource(p, true)}`,
  };
}

const steps = fc.array(step, { minLength: 1, maxLength: 6 });
const RUNS = { numRuns: 60 };

/** What the program does, from its description: independent of the engine. */
function expected(list: readonly Step[]): string[] {
  const shown: { [source: string]: string } = {
    'process.env.BUCKET': '${BUCKET}',
    "process.env.OTHER ?? 'fallback'": '${OTHER?fallback}',
    '`${process.env.STAGE}-data`': '${STAGE}-data',
    "['a', 'b'].join('-')": 'a-b',
    'input.bucket': '<event.bucket>',
    'input.Records[0].s3.bucket.name': '<event.Records[].s3.bucket.name>',
  };
  const lines = list.map(
    (one) => `s3:${one.operation} Bucket=${shown[one.bucket] ?? one.bucket.replaceAll("'", '')} Key=k`,
  );
  return [...new Set(lines)].sort();
}

function check(list: readonly Step[], style: Style): void {
  expect(callsOf(program(list, style))).toEqual(expected(list));
}

describe('generated programs', () => {
  it('give exactly the calls they were made of', () => {
    fc.assert(
      fc.property(steps, (list) => check(list, PLAIN)),
      RUNS,
    );
  });
  it('renaming locals changes nothing', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom('a', '_x', 'send', '$', 'process_'), (list, prefix) =>
        check(list, { ...PLAIN, prefix }),
      ),
      RUNS,
    );
  });
  it('dead code changes nothing', () => {
    fc.assert(
      fc.property(steps, (list) => check(list, { ...PLAIN, deadCode: true })),
      RUNS,
    );
  });
  it('splitting into files changes nothing', () => {
    fc.assert(
      fc.property(steps, (list) => check(list, { ...PLAIN, split: true })),
      RUNS,
    );
  });
  it('wrapping the client changes nothing', () => {
    const wrap = fc.constantFrom('package', 'object', 'closure');
    fc.assert(
      fc.property(steps, wrap, fc.boolean(), (list, one, split) => check(list, { ...PLAIN, wrap: one, split })),
      RUNS,
    );
  });
});
