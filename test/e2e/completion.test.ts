import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { completion } from '../../src/cli/completion/index.js';
import { runCli } from './run-cli.js';

let folder: string;
let script: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'completion-'));
  script = join(folder, 'completion.bash');
  const { status, stdout } = runCli(['completion', 'bash']);
  expect(status).toBe(0);
  writeFileSync(script, stdout);
  writeFileSync(join(folder, 'template.yaml'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What bash offers after some words. */
function offered(...words: string[]): string[] {
  const program =
    'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _iam_tighten; printf "%s\\n" "${COMPREPLY[@]}"';
  const { status, stdout, stderr } = spawnSync('bash', ['-c', program, 'bash', script, 'iam-tighten', ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter(Boolean);
}

it('offers commands, subcommands, options and files where they belong', () => {
  expect(offered('pro')).toEqual(['propose']);
  expect(offered('comp')).toEqual(['compare', 'completion']);
  expect(offered('catalog', 's')).toEqual(expect.arrayContaining(['show']));
  expect(offered('propose', '--wr')).toEqual(['--write']);
  expect(offered('check', '--wr')).toEqual([]);
  expect(offered('check', '--baseline', 'te')).toEqual(['template.yaml']);
  expect(offered('check', 'te')).toEqual(['template.yaml']);
});

it('offers every command of the help', () => {
  const help = runCli(['--help']).stdout;
  const listed = [...help.slice(help.indexOf('Commands:')).matchAll(/^ {2}([a-z][\w-]*)/gm)].map(([, name]) => name!);
  expect(offered('').toSorted()).toEqual(listed.filter((name) => name !== 'help').toSorted());
});

it('refuses other shells in a sentence', () => {
  const { status, stdout, stderr } = runCli(['completion', 'tcsh']);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('shell tcsh does not exist');
});

const program = new Command('tool');
program.command('run').description("it's [done]: now").option('-o, --output <file>', "where: it's [x]").option('--dry');
program.command('group').description('many').command('one').description('first');

it('quotes for zsh', () => {
  const text = completion(program, 'zsh');
  expect(text).toContain("'run:it'\\''s [done]\\: now'");
  expect(text).toContain("'(-o --output)'{-o,--output}'[where\\: it'\\''s \\[x\\]]:value:_files'");
  expect(text).toContain('_tool_group_one() {');
});

it('quotes for fish', () => {
  const lines = completion(program, 'fish').split('\n');
  expect(lines).toContain(
    "complete -c tool -n '__fish_seen_subcommand_from run' -s o -l output -r -d 'where: it\\'s [x]'",
  );
  expect(lines).toContain(
    "complete -c tool -n '__fish_seen_subcommand_from group; and not __fish_seen_subcommand_from one' -f -a one -d 'first'",
  );
});

it('gives zsh a function for every command, and ends what it begins', () => {
  const { stdout } = runCli(['completion', 'zsh']);
  const defined = [...stdout.matchAll(/^(_iam-tighten\w*(?:-\w+)*)\(\) \{$/gm)].map(([, name]) => name!);
  const called = [...stdout.matchAll(/^ *(?:[\w-]+\) )(_iam-tighten[\w-]+) ;;/gm)].map(([, name]) => name!);
  expect(called.length).toBeGreaterThan(15);
  expect(called.filter((name) => !defined.includes(name))).toEqual([]);
  expect(defined.length).toBe(new Set(defined).size);
  // Outside of quotes, what is opened is closed.
  const plain = stdout.replace(/'(?:[^']|'\\'')*'/g, '').replace(/\$\([^)]*\)/g, '');
  for (const [open, close] of [
    [/\bcase\b/g, /\besac\b/g],
    [/^\s*[\w-]+=\($/gm, /^\s*\)$/gm],
    [/\{$/gm, /^\}$/gm],
  ] as const)
    expect(plain.match(open)?.length).toBe(plain.match(close)?.length);
});

it('gives fish one whole command a line', () => {
  const { stdout } = runCli(['completion', 'fish']);
  const word = "(?:[\\w-]+|'(?:[^'\\\\]|\\\\.)*')";
  const line = new RegExp(`^complete -c iam-tighten -n ${word}(?: -[fr]| -[asld] ${word})+$`);
  const lines = stdout.split('\n').filter((one) => one !== '' && !one.startsWith('#'));
  expect(lines.length).toBeGreaterThan(100);
  expect(lines.filter((one) => !line.test(one))).toEqual([]);
});
