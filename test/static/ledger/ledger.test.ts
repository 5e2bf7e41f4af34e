import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trace } from '../trace-helper.js';

/** A statement that uses the SDK, with how many sites it has and the bucket each ends in when it runs. */
const STATEMENTS: readonly { code: (n: number) => string; sites: number; bucket: string }[] = [
  { code: (n) => `await s3.send(new GetObjectCommand({ Bucket: 'b${n}', Key: 'k' }));`, sites: 1, bucket: 'granted' },
  {
    code: (n) => `{ const c${n} = new GetObjectCommand({ Bucket: 'c', Key: 'k' }); await s3.send(c${n}); }`,
    sites: 2,
    bucket: 'granted',
  },
  { code: (n) => `await aggregated.putObject({ Bucket: 'p${n}', Key: 'k' });`, sites: 1, bucket: 'granted' },
  {
    code: () => `for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: 'l' })) console.log(page);`,
    sites: 1,
    bucket: 'granted',
  },
  {
    code: () => `await getSignedUrl(s3, new GetObjectCommand({ Bucket: 'u', Key: 'k' }));`,
    sites: 2,
    bucket: 'granted',
  },
  { code: () => `await s3.send(event.command);`, sites: 1, bucket: 'unresolved-operation' },
  {
    code: () => `await new Upload({ client: s3, params: { Bucket: 'up', Key: 'k' } }).done();`,
    sites: 1,
    bucket: 'granted',
  },
  { code: () => `console.log(new Map().get('x'));`, sites: 0, bucket: 'granted' },
];

const HEAD = `import { S3Client, S3, GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Upload } from '@aws-sdk/lib-storage';
const s3 = new S3Client({}); const aggregated = new S3({});
`;
const IMPORTS = 3;

const chosen = fc.array(fc.nat(STATEMENTS.length - 1), { maxLength: 6 });

describe('the ledger', () => {
  it('has one entry for each site, in the bucket its statement belongs in: the count of the generator is the sum of the buckets', () => {
    fc.assert(
      fc.property(chosen, chosen, (reached, dead) => {
        let n = 0;
        const body = (list: readonly number[]) => list.map((index) => `  ${STATEMENTS[index]!.code(n++)}`).join('\n');
        const code = `${HEAD}export const handler = async (event) => {\n${body(reached)}\n};\nexport const never = async (event) => {\n${body(dead)}\n};`;
        const { ledger } = trace(code);
        const sites = ledger.filter((entry) => !entry.site.startsWith('import'));
        const count = (list: readonly number[]) => list.reduce((sum, index) => sum + STATEMENTS[index]!.sites, 0);
        expect(sites.length).toBe(count(reached) + count(dead));
        expect(ledger.length - sites.length).toBe(IMPORTS);
        const expectedOpen = reached.filter((index) => STATEMENTS[index]!.bucket !== 'granted').length;
        expect(sites.filter((entry) => entry.bucket === 'unresolved-operation').length).toBe(expectedOpen);
        expect(sites.filter((entry) => entry.bucket === 'unreached').length).toBe(count(dead));
        const places = ledger.map(({ location }) => `${location.file}:${location.line}:${location.column}`);
        expect(new Set(places).size).toBe(places.length);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same without the dead code, but for the dead sites', () => {
    fc.assert(
      fc.property(chosen, chosen, (reached, dead) => {
        const body = (list: readonly number[]) => list.map((index, n) => STATEMENTS[index]!.code(n)).join('\n');
        const live = `${HEAD}export const handler = async (event) => {\n${body(reached)}\n};\n`;
        const granted = (code: string) => trace(code).calls;
        expect(granted(`${live}export const never = async (event) => {\n${body(dead)}\n};`)).toEqual(granted(live));
      }),
      { numRuns: 30 },
    );
  });

  it('books imports through the calls of their client', () => {
    const { ledger } = trace(`import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
      import { PublishCommand } from '@aws-sdk/client-sns';
      export * from '@aws-sdk/client-sqs';
      export const handler = () => new S3Client({}).send(new GetObjectCommand({ Bucket: 'a', Key: 'k' }));
      export const again = PublishCommand;`);
    expect(ledger.map((entry) => `${entry.location.line} ${entry.bucket}`)).toEqual([
      '1 granted',
      '2 unreached',
      '3 unreached',
      '4 granted',
    ]);
  });

  it('names packages that may call AWS, by their own package.json, by lock files and by the list', () => {
    const code = `import { a } from 'installed'; import { b } from 'npm-locked'; import { c } from 'yarn-locked/deep'; import { d } from 'pnpm-locked'; import { e } from 'dynamode'; import { f } from 'lodash';
      export const handler = () => [a, b, c, d, e, f];`;
    const { ledger } = trace({
      'fn/index.ts': code,
      'node_modules/installed/package.json': '{ "dependencies": { "@aws-sdk/client-s3": "3" } }',
      'package-lock.json':
        '{ "packages": { "node_modules/npm-locked": { "dependencies": { "aws-sdk": "2" } }, "node_modules/lodash": {} } }',
      'yarn.lock':
        '"yarn-locked@^1.0.0":\n  version "1.0.0"\n  dependencies:\n    "@aws-sdk/lib-dynamodb" "^3"\n\nlodash@^4:\n  version "4"\n',
      'fn/pnpm-lock.yaml':
        "packages:\n\n  pnpm-locked@1.0.0:\n    resolution: {}\n    dependencies:\n      '@aws-sdk/client-sqs': 3.0.0\n  lodash@4.0.0:\n    resolution: {}\n",
    });
    expect(ledger.map((entry) => `${entry.bucket}: ${entry.reason}`)).toEqual([
      'opaque-package: package installed depends on @aws-sdk/client-s3 and may call AWS',
      'opaque-package: package npm-locked depends on aws-sdk and may call AWS',
      'opaque-package: package yarn-locked depends on @aws-sdk/lib-dynamodb and may call AWS',
      'opaque-package: package pnpm-locked depends on @aws-sdk/client-sqs and may call AWS',
      'opaque-package: package dynamode calls DynamoDB for its models',
    ]);
  });
});
