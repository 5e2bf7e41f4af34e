import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { logPath, ROLE, record, writeLogs } from '../dynamic/records.js';
import { startAwsServer } from '../servers/aws-server.js';
import { iamHandler } from '../servers/iam.js';
import { s3Handler } from '../servers/s3.js';
import { runCli } from './run-collect.js';

const SOURCE = `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
export const handler = async (event) => {
  await new DynamoDBClient({}).send(new GetItemCommand({ TableName: 'Orders', Key: { pk: { S: event.id } } }));
  if (event.loud) await new SNSClient({}).send(new PublishCommand({ TopicArn: 'arn:aws:sns:eu-west-1:111122223333:loud', Message: 'x' }));
};
`;
const fn = mkdtempSync(join(tmpdir(), 'iam-tighten-fn-'));
writeFileSync(join(fn, 'index.mjs'), SOURCE);

/** A history of four months: one use in the beginning, one in the end, and a parameter that only a dependency reads. */
const LOGS = {
  [logPath('2026-06-02', '1005')]: [record({ eventTime: '2026-06-02T10:00:00Z' })],
  [logPath('2026-10-02', '1005')]: [
    record({ eventTime: '2026-10-02T10:00:00Z' }),
    record({
      eventTime: '2026-10-02T10:01:00Z',
      eventSource: 'ssm.amazonaws.com',
      eventName: 'GetParameter',
      requestParameters: { name: '/orders/limits' },
      resources: null,
    }),
  ],
};
const ADVISOR = { dynamodb: { last: '2026-10-02T10:00:00Z' }, sns: { last: null } };
const NEEDS = ['--account', '111122223333', '--region', 'eu-west-1', '--mode', 'strict', '--role', ROLE];

/** Actions outside the log group, with where they come from. */
function actionsOf(stdout: string): string[] {
  const [{ permissions }] = JSON.parse(stdout).functions;
  return permissions
    .filter(({ action }: { action: string }) => !action.startsWith('logs:'))
    .map(
      ({ action, evidence }: { action: string; evidence: { source: string }[] }) =>
        `${action} ${[...new Set(evidence.map(({ source }) => source))].join('+')}`,
    )
    .sort();
}

describe('a live history', async () => {
  const root = writeLogs(LOGS);
  const server = await startAwsServer([
    iamHandler([{ arn: ROLE, advisor: ADVISOR }]),
    s3Handler(new Map(Object.keys(LOGS).map((key) => [`trail/${key}`, { body: readFileSync(join(root, key)) }]))),
  ]);
  afterAll(() => server.close());

  it('of a folder and Access Advisor is merged as a collected one is', async () => {
    const live = await runCli(
      ['generate', fn, '--json', '--cloudtrail', root, '--access-advisor', ...NEEDS],
      server.env,
    );
    expect(actionsOf(live.stdout)).toEqual([
      'dynamodb:GetItem static+cloudtrail+access-advisor',
      'ssm:GetParameter cloudtrail',
    ]);
    expect(live.stderr).toContain('events  3 read = 3 used + 0 skipped');

    const file = join(fn, 'usage.json');
    const collected = await runCli(['collect', root, 'access-advisor', '--role', ROLE, '-q', '-o', file], server.env);
    expect(collected.code).toBe(0);
    const offline = await runCli(['generate', fn, '--json', '--usage', file, ...NEEDS], {});
    expect(offline.stdout).toBe(live.stdout);
  });

  it('of a bucket is the same as of a folder', async () => {
    const args = (place: string) => ['generate', fn, '--json', '-q', '--cloudtrail', place, ...NEEDS];
    const bucket = await runCli(args('s3://trail'), server.env);
    expect(bucket.code).toBe(0);
    expect(bucket.stdout).toBe((await runCli(args(root), server.env)).stdout);
  });

  it('adds to a usage file, and begins at --since', async () => {
    const file = join(fn, 'advisor.json');
    await runCli(['collect', 'access-advisor', '--role', ROLE, '-q', '-o', file], server.env);
    const recent = await runCli(
      ['generate', fn, '--json', '-q', '--usage', file, '--cloudtrail', root, '--since', '2026-10-01', ...NEEDS],
      {},
    );
    // One day of history is too short to say that SNS is not used.
    expect(actionsOf(recent.stdout)).toEqual([
      'dynamodb:GetItem static+cloudtrail+access-advisor',
      'sns:Publish static',
      'ssm:GetParameter cloudtrail',
    ]);
  });

  it('is read by explain and check too', async () => {
    const history = ['-q', '--cloudtrail', root, ...NEEDS];
    const explained = await runCli(['explain', 'ssm:GetParameter', fn, ...history.slice(1)], {});
    expect(explained.stdout).toContain('CloudTrail: ssm:GetParameter 1×');
    // Days are missing in this log, so that it says nothing against what it does not show.
    const kept = await runCli(['explain', 'sns:Publish', fn, ...history.slice(1)], {});
    expect(kept.stdout).toContain('  history   does not show it; kept, because ');
    // What was left out is told too: the code needs it all the same.
    const advised = ['--usage', join(fn, 'usage.json'), ...NEEDS];
    const left = await runCli(['explain', 'sns:Publish', fn, ...advised], {});
    expect(left.stdout).toContain('IT211 sns:Publish is called by the code but was never used');
    const today = join(fn, 'today.json');
    const statement = { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '*' };
    writeFileSync(today, JSON.stringify({ Version: '2012-10-17', Statement: [statement] }));
    const checked = await runCli(['check', fn, '--json', '--existing', today, ...history], {});
    expect({ code: checked.code, named: checked.stdout.includes('ssm:GetParameter') }).toEqual({
      code: 1,
      named: true,
    });
  });

  it.each([
    [['--access-advisor'], '--access-advisor needs to know whom to ask about'],
    [['--cloudtrail', 'no-such-folder'], 'cannot read no-such-folder (ENOENT)'],
    [['--cloudtrail', root, '--since', 'yesterday'], '--since yesterday is no time'],
    [['--cloudtrail', root, '--mode', 'wild'], '--mode wild does not exist'],
  ])('%j is refused in one sentence', async (args, sentence) => {
    const { code, stdout, stderr } = await runCli(['generate', fn, ...args], {});
    expect({ code, stdout, line: stderr.split('\n')[0]?.replace(/^\S+: /, '') }).toEqual({
      code: 2,
      stdout: '',
      line: sentence,
    });
  });
});
