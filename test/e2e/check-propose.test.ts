import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REPOSITORY, runCli } from './run-cli.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gate-'));
  cpSync(join(REPOSITORY, 'test/fixtures/propose/cfn-roles'), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => runCli(args, { cwd: folder });

describe('check', () => {
  it('fails on excess, and not with --exit-zero or --fail-on none', () => {
    expect(run('check').status).toBe(1);
    expect(run('check', '--exit-zero').status).toBe(0);
    expect(run('check', '--fail-on', 'none').status).toBe(0);
  });

  it('fails on drift alone when asked to, and says what the errors are about', () => {
    expect(run('check', '--fail-on', 'drift').status).toBe(1);
    const { stderr } = run('check');
    expect(stderr).toMatch(
      /^\d+ errors \(unused access that can change things, on any resource\), \d+ warnings, \d+ notes$/m,
    );
    run('propose', '--write', '-q');
    expect(run('check', '--fail-on', 'drift', '-q')).toMatchObject({ status: 0, stderr: '' });
    // What fails the check and stands in no row is said.
    const noted = run('check', '--fail-on', 'note');
    expect(noted.status).toBe(1);
    expect(noted.stderr).toMatch(/^! template\.yaml:\d+ .* \[IT\d{3}\]$/m);
  });

  it('accepts what a baseline knows, and tells what is gone', () => {
    expect(run('check', '--baseline', 'b.json').status).toBe(2);
    expect(run('check', '--update-baseline').status).toBe(0);
    const args = ['check', '--baseline', '.iam-tighten-baseline.json'];
    expect(run(...args, '--fail-on', 'note').status).toBe(0);
    const file = join(folder, '.iam-tighten-baseline.json');
    const baseline = JSON.parse(readFileSync(file, 'utf8'));
    expect(run('propose', '--write', '-q').status).toBe(0);
    const { status, stderr } = run(...args);
    expect(status).toBe(0);
    expect(stderr).toMatch(/entries of the baseline are gone/);
    run(...args, '--update-baseline');
    const smaller = JSON.parse(readFileSync(file, 'utf8'));
    expect(smaller.findings.length).toBeLessThan(baseline.findings.length);
    const known = new Set(baseline.findings.map(({ id }: { id: string }) => id));
    expect(smaller.findings.filter(({ id }: { id: string }) => !known.has(id))).toEqual([]);
  });

  it('writes several formats in one run', () => {
    const { status, stdout } = run('check', '-f', 'sarif', '-o', 'out.sarif', '-f', 'json', '--exit-zero', '-q');
    expect(status).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8')).version).toBe('2.1.0');
    const { functions } = JSON.parse(stdout);
    expect(functions.map(({ function: id, verdict }: { function: string; verdict: string }) => [id, verdict])).toEqual([
      ['Ingest', 'only-removes'],
      ['Report', 'only-removes'],
    ]);
  });

  it('compares a bare folder with a policy', () => {
    writeFileSync(
      join(folder, 'policy.json'),
      '{"PolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "dynamodb:Query", "Resource": "*"}]}}',
    );
    const { status, stdout } = run('check', 'src/report.mjs', '--existing', 'policy.json', '--json', '-q');
    expect(status).toBe(1);
    const [{ rows }] = JSON.parse(stdout).functions;
    expect(
      rows
        .map(({ change, action }: { change: string; action: string }) => `${change} ${action}`)
        .filter((row: string) => !row.includes('logs:')),
    ).toEqual(['narrowed dynamodb:Query']);
  });

  it.each([
    [['check', '--format', 'jsn'], '--format jsn does not exist', 'did you mean json?'],
    [['check', '--existing', 'nope.json'], 'the policy nope.json cannot be read', ''],
    [['check', '--fail-on', 'fatal'], '--fail-on fatal does not exist', 'choose one of'],
    [['check', '--existing', 'src/report.mjs'], 'not valid JSON', ''],
    [['propose', '--write', '--dry-run'], '--write and --dry-run contradict each other', ''],
    [['propose', '--undo', 'src/report.mjs'], 'is not a rollback file', ''],
  ])('%j is refused in a sentence', (args, message, advice) => {
    const { status, stdout, stderr } = run(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain(advice);
    expect(stderr).not.toContain('    at ');
  });
});

describe('propose', () => {
  it('prints a diff that git applies, changes nothing, and says by the exit code that there is one', () => {
    const before = readFileSync(join(folder, 'template.yaml'), 'utf8');
    const { status, stdout } = run('propose', '--exit-code', '-q');
    expect(status).toBe(1);
    expect(readFileSync(join(folder, 'template.yaml'), 'utf8')).toBe(before);
    expect(stdout.split('\n').slice(0, 2)).toEqual(['--- a/template.yaml', '+++ b/template.yaml']);
    expect(existsSync(join(folder, '.iam-tighten'))).toBe(false);
  });

  it('prints paths from where it is run, so that git applies the diff there', () => {
    execFileSync('git', ['init', '-q'], { cwd: folder });
    const { stdout } = runCli(['propose', basename(folder), '-q'], { cwd: dirname(folder) });
    expect(stdout.split('\n')[0]).toBe(`--- a/${basename(folder)}/template.yaml`);
    const inside = run('propose', '-q').stdout;
    expect(() => execFileSync('git', ['apply', '--check'], { cwd: folder, input: inside })).not.toThrow();
  });

  it('writes once, and --undo puts it back byte by byte', () => {
    const before = readFileSync(join(folder, 'template.yaml'), 'utf8');
    expect(run('propose', '--write', '-q').status).toBe(0);
    expect(run('propose', '--exit-code', '-q')).toMatchObject({ status: 0, stdout: '' });
    expect(run('check', '-q').status).toBe(0);
    expect(run('propose', '--undo', '.iam-tighten/rollback/template.yaml.json').status).toBe(0);
    expect(readFileSync(join(folder, 'template.yaml'), 'utf8')).toBe(before);
  });

  it('leaves a policy with Deny statements alone', () => {
    const file = join(folder, 'template.yaml');
    const text = readFileSync(file, 'utf8').replaceAll(
      /^( *)- Effect: Allow$/gm,
      '$1- { Effect: Deny, Action: "iam:*", Resource: "*" }\n$1- Effect: Allow',
    );
    writeFileSync(file, text);
    const { status, stdout, stderr } = run('propose');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr.match(/has Deny statements/g)).toHaveLength(2);
  });

  it('keeps what a comment keeps, and again on the next run', () => {
    const file = join(folder, 'template.yaml');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        '# far too much',
        '# iam-tighten: keep s3:DeleteObject on ${Inbox.Arn}/* — clean-up by hand',
      ),
    );
    expect(run('propose', '--write', '-q').status).toBe(0);
    const once = readFileSync(file, 'utf8');
    expect(once.match(/s3:DeleteObject/g)).toHaveLength(2);
    expect(run('propose', '--exit-code', '-q').status).toBe(0);
  });
});
