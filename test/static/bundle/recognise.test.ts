import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { recogniseBundle } from '../../../src/static/parse/bundle/index.js';
import { parseSource } from '../../../src/static/parse/parse-source.js';

const SOURCE = `
  import { S3Client, S3, GetObjectCommand } from '@aws-sdk/client-s3';
  import { STSClient, AssumeRoleCommand } from '@aws-sdk/client-sts';
  export const handler = async () => {
    await new S3Client({}).send(new GetObjectCommand({ Bucket: 'a', Key: 'k' }));
    await new S3({}).headObject({ Bucket: 'b', Key: 'k' });
    await new STSClient({}).send(new AssumeRoleCommand({ RoleArn: 'r', RoleSessionName: 's' }));
  };`;

function commandsOf(options: Parameters<typeof buildSync>[0]): Map<string, number> {
  const built = buildSync({
    stdin: { contents: SOURCE, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    platform: 'node',
    write: false,
    logLevel: 'silent',
    ...options,
  });
  const { source } = parseSource('bundle.js', built.outputFiles![0]!.text);
  const found = new Map<string, number>();
  for (const known of recogniseBundle(source).values()) {
    const name =
      known.kind === 'command'
        ? `command of ${known.service}`
        : known.kind === 'module'
          ? `module ${known.service ?? known.specifier}`
          : known.kind;
    found.set(name, (found.get(name) ?? 0) + 1);
  }
  return found;
}

/** Command classes of the installed client, counted in its own source. */
async function commandsIn(specifier: string): Promise<number> {
  const sdk = (await import(specifier)) as Record<string, unknown>;
  return Object.keys(sdk).filter((name) => /^[A-Z]\w*Command$/.test(name)).length;
}

describe('the SDK in a bundle', () => {
  it.each([
    ['CommonJS', { format: 'cjs' as const }],
    ['CommonJS, minified', { format: 'cjs' as const, minify: true }],
    ['CommonJS, minified with names kept', { format: 'cjs' as const, minify: true, keepNames: true }],
    ['ES modules over CommonJS packages', { format: 'esm' as const, minify: true }],
  ])('every command of %s', async (_name, options) => {
    const found = commandsOf(options);
    expect(found.get('command of S3Client')).toBe(await commandsIn('@aws-sdk/client-s3'));
    const modules = [...found.keys()].filter((name) => /^module (?:@aws-sdk\/client-s3|S3Client)$/.test(name));
    expect(modules).toHaveLength(1);
  });

  it.each([
    ['plain', { format: 'esm' as const, mainFields: ['module', 'main'] }],
    ['minified', { format: 'esm' as const, mainFields: ['module', 'main'], minify: true }],
  ])('tree-shaken ES modules, %s: what is left, aggregated client included', (_name, options) => {
    const found = commandsOf(options);
    expect(found.get('command of S3Client')).toBeGreaterThan(100);
    expect(found.get('command of STSClient')).toBeGreaterThan(0);
    expect(found.get('client')).toBeGreaterThan(2);
  });

  it('the shapes of older versions', () => {
    const older = `
      var A = class extends Client.classBuilder().ep(x).m(function () {}).s("AmazonSQS", "SendMessage", {}).n("SQSClient", "SendMessageCommand").f(void 0).ser(a).de(b).build() {};
      var B = class extends Command { constructor(input) { super(); this.input = input; }
        resolveMiddleware(stack) { const ctx = { logger, clientName: "DynamoDBClient", commandName: "GetItemCommand", inputFilterSensitiveLog: f }; return stack; } };
      var C = class extends D { constructor(t) { super(); this.input = t; this.clientCommand = new B(this.input); } };`;
    expect([...recogniseBundle(parseSource('old.js', older).source).values()]).toEqual([
      { kind: 'command', service: 'DynamoDBClient', operation: 'GetItem' },
      { kind: 'command', service: 'SQSClient', operation: 'SendMessage' },
      { kind: 'command', service: 'DynamoDBClient', operation: 'GetItem' },
    ]);
  });

  it('nothing in ordinary code', () => {
    expect(
      recogniseBundle(parseSource('a.ts', `class X extends Y {} const s = 'com.amazonaws.eu-west-1.s3';`).source).size,
    ).toBe(0);
  });
});
