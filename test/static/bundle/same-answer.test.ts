import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { callsOf, openEntriesOf, trace } from '../trace-helper.js';

const SOURCE = `
  import { S3Client, S3, GetObjectCommand, paginateListObjectsV2, waitUntilBucketExists } from '@aws-sdk/client-s3';
  import { STSClient, AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
  const s3 = new S3Client({ region: 'us-east-1' });
  const aggregated = new S3({});
  class Store { constructor(private readonly bucket: string) {} read(Key: string) { return s3.send(new GetObjectCommand({ Bucket: this.bucket, Key })); } }
  export const handler = async (event) => {
    await new Store(process.env.BUCKET).read(event.key);
    await aggregated.headObject({ Bucket: 'b', Key: 'k' });
    await new STSClient({}).send(new AssumeRoleCommand({ RoleArn: 'r', RoleSessionName: 's' }));
    for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: 'c' })) console.log(page);
    await waitUntilBucketExists({ client: s3, maxWaitTime: 3 }, { Bucket: 'd' });
  };
  export const other = () => new STSClient({}).send(new GetCallerIdentityCommand({}));`;

const expected = [
  's3:GetObject {Bucket:${env:BUCKET},Key:*} region=us-east-1',
  's3:HeadBucket {Bucket:d} region=us-east-1',
  's3:HeadObject {Bucket:b,Key:k}',
  's3:ListObjectsV2 {Bucket:c} region=us-east-1',
  'sts:AssumeRole {RoleArn:r,RoleSessionName:s}',
];

/** A paginator that runs as code asks for the next page with a token: the same permission. */
const withoutTokens = (calls: readonly string[]): string[] => [
  ...new Set(calls.map((call) => call.replace(/,ContinuationToken:[^,}]*/, '').replace(' constructed', ''))),
];

type Options = Parameters<typeof buildSync>[0];

function bundle(options: Options): string {
  const stdin = { contents: SOURCE, resolveDir: process.cwd(), loader: 'ts' as const };
  const built = buildSync({ stdin, bundle: true, platform: 'node', write: false, logLevel: 'silent', ...options });
  return built.outputFiles![0]!.text;
}

describe('a bundle gives the same answer as its source', () => {
  it('the source itself', () => {
    const result = trace(SOURCE);
    expect(callsOf(result)).toEqual(expected);
    expect(openEntriesOf(result)).toEqual(['unreached 14']);
  });

  it.each<readonly [string, Options]>([
    ['CommonJS', { format: 'cjs' }],
    ['CommonJS, minified', { format: 'cjs', minify: true }],
    ['ES modules over CommonJS packages, minified', { format: 'esm', minify: true }],
    ['ES modules, tree-shaken', { format: 'esm', mainFields: ['module', 'main'] }],
    ['ES modules, tree-shaken and minified', { format: 'esm', mainFields: ['module', 'main'], minify: true }],
  ])('%s', (_name, options) => {
    const result = trace({ 'index.js': bundle(options) });
    expect(withoutTokens(callsOf(result))).toEqual(expected);
    expect(openEntriesOf(result).filter((entry) => !entry.startsWith('unreached'))).toEqual([]);
  });

  it('the SDK left outside: the bundle names the packages', () => {
    const result = trace({ 'index.js': bundle({ format: 'cjs', external: ['@aws-sdk/*'], minify: true }) });
    expect(callsOf(result)).toEqual(expected);
  });
});
