import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY, runCli } from './run-cli.js';

/**
 * Every sample folder has a README whose first `console` block shows a command, and an `expected/` folder with what it prints.
 * UPDATE_SAMPLES=1 rewrites the expectations; read the diff.
 */
const SAMPLES = readdirSync(join(REPOSITORY, 'samples'), { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
);
const UPDATE = process.env['UPDATE_SAMPLES'] === '1';

describe.each(SAMPLES.map(({ name }) => name))('sample %s', (name) => {
  const folder = join(REPOSITORY, 'samples', name);
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  const commands = [...readme.matchAll(/^\$ npx iam-tighten (.+?)(?: > (\S+))?$/gm)].map(([, args, file]) => ({
    args: args!.split(' '),
    file,
  }));

  it('has a command in its README', () => expect(commands.length).toBeGreaterThan(0));

  it.each(commands)('$args prints the committed output', ({ args, file }) => {
    const { status, stdout, stderr } = runCli(args);
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    const expected = join(REPOSITORY, file ?? `samples/${name}/expected/policy.json`);
    if (UPDATE) writeFileSync(expected, stdout);
    expect(existsSync(expected)).toBe(true);
    expect(stdout).toBe(readFileSync(expected, 'utf8'));
  });

  it('prints the same bytes twice', () => {
    const first = runCli(commands[0]!.args);
    expect(runCli(commands[0]!.args).stdout).toBe(first.stdout);
  });
});
