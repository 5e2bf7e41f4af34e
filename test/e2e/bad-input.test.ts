import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iam-tighten-bad-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a project and returns its folder. */
function project(name: string, files: { [file: string]: string | Buffer }): string {
  const root = join(folder, name);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return root;
}

/** One sentence, what to do next, exit 2, no stack, nothing on stdout. */
function expectRefusal(args: string[], sentence: RegExp): void {
  const { status, stdout, stderr } = runCli(['generate', ...args]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+/);
  expect(stderr.split('\n').length).toBeLessThan(8);
}

const S3 = `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';\n`;
const READS = `${S3}export const handler = () => new S3Client({}).send(new GetObjectCommand({ Bucket: 'a', Key: 'k' }));\n`;

describe('bad input is refused in one sentence', () => {
  it('a path that does not exist', () => expectRefusal([join(folder, 'nowhere')], /nowhere/));

  it('a folder without a handler', () => expectRefusal([project('empty', { 'readme.txt': 'x' })], /handler/));

  it('a handler that the file does not export', () =>
    expectRefusal([project('no-export', { 'index.mjs': READS }), '--handler', 'index.main'], /main/));

  it('a syntax error, with file and line', () =>
    expectRefusal([project('syntax', { 'index.mjs': `${S3}export const handler = (\n` })], /index\.mjs:\d+/));

  it('a binary file as source', () =>
    expectRefusal([project('binary', { 'index.js': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1]) })], /index\.js/));

  it('an unknown format, account, Region or function', () => {
    const root = project('fine', { 'index.mjs': READS });
    expectRefusal([root, '--format', 'xml'], /--format xml/);
    expectRefusal([root, '--account', '12'], /--account 12/);
    expectRefusal([root, '--region', 'mars'], /--region mars/);
    expectRefusal([root, '--function', 'Nobody'], /Nobody/);
  });

  it('a template with invalid YAML, with its position', () =>
    expectRefusal(
      [
        project('yaml', {
          'template.yaml': 'Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: [\n  B: }',
        }),
      ],
      /template\.yaml:\d+/,
    ));

  it('a handler outside the project', () =>
    expectRefusal(
      [project('outside', { 'index.mjs': READS }), '--handler', '../fine/index.handler'],
      /outside|handler/,
    ));

  it('a zip bomb', () => expectRefusal([join(project('bomb', { 'fn.zip': zipBomb() }), 'fn.zip')], /zip|large|size/i));

  it('a file that is no zip', () => expectRefusal([join(project('nozip', { 'fn.zip': 'hello' }), 'fn.zip')], /zip/i));

  it('an output file that cannot be written, leaving no part behind', () => {
    const root = project('out', { 'index.mjs': READS, 'target/keep.txt': '' });
    const { status, stderr } = runCli(['generate', root, '-q', '-o', join(root, 'target')]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/cannot write/);
    expect(readdirSync(join(root, 'target'))).toEqual(['keep.txt']);
    expect(readdirSync(root).toSorted()).toEqual(['index.mjs', 'target']);
  });
});

describe('odd input is survived', () => {
  it('cyclic symlinks', () => {
    const root = project('cycle', { 'index.mjs': READS });
    symlinkSync(root, join(root, 'loop'));
    const { status, stdout } = runCli(['generate', root, '-q']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).Statement.flatMap((s: { Action: string[] }) => s.Action)).toContain('s3:GetObject');
  });

  it('a bundle of 25 MB, in bounded time', () => {
    const filler = `const x = ${JSON.stringify('y'.repeat(1000))};\n`.replaceAll('x', 'pad');
    const big = `${READS}${Array.from({ length: 25_000 }, (_, i) => filler.replaceAll('pad', `pad${i}`)).join('')}`;
    const root = project('huge', { 'index.mjs': big });
    const { status, stdout, stderr } = runCli(['generate', root, '-q', '--json']);
    if (status === 2) expect(stderr).toMatch(/index\.mjs/);
    else
      expect(JSON.parse(stdout).functions[0].permissions.map((p: { action: string }) => p.action)).toContain(
        's3:GetObject',
      );
  }, 60_000);

  it('a missing template resource stays a reference, with a finding', () => {
    const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs22.x, Handler: index.handler, Environment: { Variables: { B: !Ref Nowhere } } }
`;
    const root = project('missing', { 'template.yaml': template, 'index.mjs': READS });
    const { status, stderr } = runCli(['generate', root]);
    expect(status).toBe(0);
    expect(stderr).toMatch(/template\.yaml:5.*Nowhere/);
  });
});

/** One entry that says and is 200 MB of zeros: about 200 kB packed. */
function zipBomb(): Buffer {
  const size = 200 * 1024 * 1024;
  const packed = deflateRawSync(Buffer.alloc(size), { level: 9 });
  const name = Buffer.from('index.js');
  const header = (signature: number, extra: number[]): Buffer => {
    const buffer = Buffer.alloc(4 + extra.length);
    buffer.writeUInt32LE(signature);
    Buffer.from(extra).copy(buffer, 4);
    return buffer;
  };
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(size, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([header(0x04034b50, []), common, name, packed]);
  const central = Buffer.concat([header(0x02014b50, [20, 0]), common, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}
