import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { callsOf, trace } from '../trace-helper.js';

const SOURCES: { [file: string]: string } = {
  'src/handlers/index.ts': `import { read } from '../lib/store';\nexport const handler = async (event) => read(event.key);\n`,
  'src/lib/store.ts': `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
export const read = (Key: string) => s3.send(new GetObjectCommand({ Bucket: process.env.BUCKET, Key }));\n`,
};

const root = mkdtempSync(join(tmpdir(), 'source-map-'));
afterAll(() => rmSync(root, { recursive: true }));

function build(
  options: Parameters<typeof buildSync>[0],
  extra: { [file: string]: string } = {},
): { [file: string]: string } {
  for (const [file, text] of Object.entries({ ...SOURCES, ...extra })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const outfile = join(root, 'dist/index.js');
  buildSync({
    entryPoints: [join(root, 'src/handlers/index.ts')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    external: ['@aws-sdk/*'],
    logLevel: 'silent',
    ...options,
  });
  const files: { [file: string]: string } = { 'dist/index.js': readFileSync(outfile, 'utf8') };
  if (options.sourcemap === true) files['dist/index.js.map'] = readFileSync(`${outfile}.map`, 'utf8');
  return files;
}

const placesOf = (files: { [file: string]: string }): string[] =>
  trace(files).calls.map((call) => `${call.location.file}:${call.location.line} ${call.operation}`);

describe('a bundle with a source map', () => {
  it.each([
    ['beside it', { sourcemap: true }],
    ['inside it', { sourcemap: 'inline' }],
  ] as const)('is read through its sources, map %s', (_where, options) => {
    const files = build(options);
    expect(placesOf(files)).toEqual(['src/lib/store.ts:3 GetObject']);
    expect(callsOf(trace(files))).toEqual(['s3:GetObject {Bucket:${env:BUCKET},Key:*}']);
  });

  it('is read itself when the map does not carry the sources', () => {
    const files = build({ sourcemap: true, sourcesContent: false });
    expect(placesOf(files)).toEqual(['dist/index.js:1 GetObject']);
  });

  it('is read itself when its sources need an alias of the build', () => {
    const files = build(
      { sourcemap: true, alias: { '~store': join(root, 'src/lib/store.ts') } },
      {
        'src/handlers/index.ts': `import { read } from '~store';\nexport const handler = async (event) => read(event.key);\n`,
      },
    );
    expect(placesOf(files)).toEqual(['dist/index.js:1 GetObject']);
  });

  it('is read itself when the map is broken', () => {
    const files = { ...build({ sourcemap: true }, SOURCES), 'dist/index.js.map': '{ "version": 3, "sources": 7 ' };
    expect(placesOf(files)).toEqual(['dist/index.js:1 GetObject']);
  });
});
