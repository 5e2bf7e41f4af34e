import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { getObject, logPath, OTHER_ROLE, ROLE, record, writeLogs } from '../dynamic/records.js';
import { startAwsServer } from '../servers/aws-server.js';
import { s3Handler } from '../servers/s3.js';
import { runCli } from './run-collect.js';

const CLI = fileURLToPath(new URL('../../bin/iam-tighten.js', import.meta.url));
const run = (...args: string[]) => spawnSync(process.execPath, [CLI, 'collect', ...args], { encoding: 'utf8' });

describe('iam-tighten collect', () => {
  const root = writeLogs({
    [logPath('2026-08-02', '1005')]: [record(), record(), record({}, OTHER_ROLE), getObject('config/settings.json')],
    [logPath('2026-08-03', '1005')]: [record({ eventTime: '2026-08-03T10:00:00Z', errorCode: 'AccessDenied' })],
  });

  it('writes the usage file to stdout and the sum to stderr', () => {
    const { status, stdout, stderr } = run(root);
    expect(status).toBe(0);
    const usage = JSON.parse(stdout);
    expect(usage.roles.map(({ arn }: { arn: string }) => arn)).toEqual([OTHER_ROLE, ROLE]);
    expect(stderr).toBe(
      [
        `cloudtrail-files ${root}`,
        '  files   2 read, 0 failed',
        '  events  5 read = 5 used + 0 skipped',
        '  seen    1 account, 1 region',
        '2 roles, 4 usages, 2026-08-02T10:00:00Z to 2026-08-03T10:00:00Z',
        '',
      ].join('\n'),
    );
  });

  it('gives the same bytes with one thread and with two, with a saved state and without', () => {
    const one = run(root, '--jobs', '1', '-q').stdout;
    expect(run(root, '--jobs', '2', '-q').stdout).toBe(one);
    const state = `${root}-state.json`;
    expect(run(root, '-q', '--resume-state', state).stdout).toBe(one);
    expect(run(root, '-q', '--resume-state', state).stdout).toBe(one);
  });

  it('writes a file whole, and merges files', () => {
    const [both, first, second] = ['both', 'first', 'second'].map((name) => `${root}-${name}.json`) as [
      string,
      string,
      string,
    ];
    expect(run(root, '-q', '-o', first, '--until', '2026-08-03').status).toBe(0);
    expect(run(root, '-q', '-o', second, '--since', '2026-08-03').status).toBe(0);
    expect(run(first, second, '-q', '-o', both).status).toBe(0);
    const merged = JSON.parse(readFileSync(both, 'utf8'));
    expect(merged.roles).toEqual(JSON.parse(run(root, '-q').stdout).roles);
    expect(merged.window).toEqual({ from: '2026-08-02T10:00:00Z', to: '2026-08-03T10:00:00Z' });
  });

  it.each([
    [['no-such-folder'], 'cannot read no-such-folder (ENOENT)'],
    [['lake:x'], 'x is no event data store'],
    [['ftp:x'], 'ftp:x is no source of evidence'],
    [['.', '--role', 'orders'], 'orders is no role ARN'],
    [['.', '--since', 'soon'], '--since soon is no time'],
    [['.', '--jobs', '0'], '--jobs 0 is no number from 1 to 64'],
    [['athena:x;y'], 'x;y is no Athena table'],
  ])('refuses %j in one sentence', (args, message) => {
    const { status, stdout, stderr } = run(...args);
    expect([status, stdout, stderr.split('\n')[0]]).toEqual([2, '', `iam-tighten: ${message}`]);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it('prints the SQL of Athena and runs nothing', () => {
    const { status, stdout } = run('athena:default.trail', '--print-sql', '--role', ROLE, '--since', '2026-08-01');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^WITH events AS \([\s\S]*FROM default\.trail\n[\s\S]*AND day >= '2026\/08\/01'[\s\S]*;\n$/);
    expect(run(root, '--print-sql').stderr).toBe('iam-tighten: --print-sql needs athena:<database>.<table>\n');
  });

  it('refuses a folder without logs, and a usage file that is none', () => {
    expect(run(writeLogs({ 'a.txt': 'x' })).stderr).toContain('no CloudTrail log files in ');
    writeFileSync(`${root}-bad.json`, '{"schemaVersion": 1}');
    expect(run(`${root}-bad.json`).stderr).toContain('is no usage file');
  });
});

describe('iam-tighten collect from S3', () => {
  const servers: { close(): Promise<void> }[] = [];
  afterAll(() => Promise.all(servers.map((server) => server.close())));

  it('prints the statement that makes the table, with what a query would read', async () => {
    const body = Buffer.alloc(5_000_000);
    const server = await startAwsServer([
      s3Handler(
        new Map([
          [`trail/${logPath('2026-08-02', '1005')}`, { body }],
          [`trail/${logPath('2026-07-01', '1005')}`, { body }],
        ]),
      ),
    ]);
    servers.push(server);
    const place = [
      '--athena-location',
      's3://trail/AWSLogs/o-exampleorg/',
      '--account',
      '111122223333',
      '--region',
      'eu-west-1',
      '--since',
      '2026-08-01',
    ];
    const { code, stdout, stderr } = await runCli(
      ['collect', 'athena:default.trail', '--print-sql', ...place],
      server.env,
    );
    expect(code).toBe(0);
    expect(stderr).toContain('the query would read 1 files, 0.01 GB: about $0.00 at $5 a terabyte\n');
    expect(stdout.split('\n')[0]).toBe('CREATE EXTERNAL TABLE IF NOT EXISTS default.trail (');
    expect(stdout).toContain("LOCATION 's3://trail/AWSLogs/o-exampleorg/'");
  });

  it('reads a bucket in threads of their own', async () => {
    const body = Buffer.from(JSON.stringify({ Records: [record(), record()] }));
    const server = await startAwsServer([s3Handler(new Map([[`trail/${logPath('2026-08-02', '1005')}`, { body }]]))]);
    servers.push(server);
    const { code, stdout, stderr } = await runCli(['collect', 's3://trail', '-q'], server.env);
    expect([code, stderr.replace(/\(node:.*\n(?:.*\n)*?\(Use.*\n/g, '')]).toEqual([0, '']);
    expect(JSON.parse(stdout).sources[0].events).toEqual({ read: 2, used: 2, skipped: {} });
  });
});
