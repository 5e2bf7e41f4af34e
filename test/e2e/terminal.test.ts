import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from './run-cli.js';

const ESC = '\u001b';
/** Clears the screen, sets the title, forges a line, turns text around. */
const HOSTILE = `${ESC}[2J${ESC}]0;owned\u0007\rfine\u202Egnp`;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'terminal-'));
  mkdirSync(join(folder, 'src'));
  const name = JSON.stringify(HOSTILE);
  writeFileSync(
    join(folder, 'src', `h${ESC}[31m.mjs`),
    `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
import { hand } from 'unknown-package';
const s3 = new S3Client({});
export const handler = async (event) => {
  await s3.send(new GetObjectCommand({ Bucket: ${name}, Key: process.env[${name}] }));
  await s3[event.name + ${name}]();
  hand(s3, ${name});
};
`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const handler = `src/h${ESC}[31m.handler`;
/** Every control character that is no line end. */
const controls = (text: string) =>
  text.match(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu)?.filter((char) => char !== '\n') ?? [];

it.each([['generate', '--format', 'policy', '-v'], ['generate', '--format', 'markdown', '-v'], ['check'], ['propose']])(
  '%s shows names out of code without acting on them',
  (...args) => {
    const { status, stdout, stderr } = runCli([...args, '--handler', handler], { cwd: folder });
    expect(status).not.toBe(null);
    expect(controls(stderr)).toEqual([]);
    // JSON escapes them by itself.
    expect(controls(stdout)).toEqual([]);
  },
);

it('explain too', () => {
  const { stdout, stderr } = runCli(['explain', 's3:GetObject', '--handler', handler], { cwd: folder });
  expect(stdout).toContain('\\u{1b}');
  expect(controls(stdout + stderr)).toEqual([]);
});

it('errors too', () => {
  const { status, stderr } = runCli(['generate', `nowhere${HOSTILE}`], { cwd: folder });
  expect(status).toBe(2);
  expect(stderr).toContain('\\u{1b}');
  expect(controls(stderr)).toEqual([]);
});
