import { afterEach, describe, expect, it } from 'vitest';
import { athenaHandler } from '../servers/athena.js';
import { type AwsServer, startAwsServer } from '../servers/aws-server.js';
import { runCli } from './run-collect.js';

const PLACE = ['--athena-location', 's3://logs/AWSLogs/', '--account', '111122223333', '--region', 'eu-west-1'];
const ATHENA = ['collect', 'athena:default.trail', '--athena-output', 's3://results/', '--create-table', '-q'];

let server: AwsServer;
afterEach(() => server.close());

/** Athena that remembers what it is asked and knows no rows; `fails` is the reason why it makes no table. */
async function athena(fails?: string): Promise<string[]> {
  const asked: string[] = [];
  server = await startAwsServer([
    athenaHandler(async (sql) => {
      asked.push(sql);
      if (fails !== undefined) throw new Error(fails);
      return { columns: [], rows: [] };
    }),
  ]);
  return asked;
}

describe('collect --create-table', () => {
  it('makes the table first, then asks it', async () => {
    const asked = await athena();
    const { code, stdout } = await runCli([...ATHENA, ...PLACE, '--since', '2026-08-01'], server.env);
    expect({ code, roles: JSON.parse(stdout).roles, asked: asked.map((sql) => sql.split(/\s+/, 2).join(' ')) }).toEqual(
      {
        code: 0,
        roles: [],
        asked: ['CREATE EXTERNAL', expect.stringMatching(/^(WITH|SELECT) /)],
      },
    );
    expect(asked[0]).toContain("'projection.day.range'='2026/08/01,NOW'");
  }, 15_000);

  it.each([
    [
      ['--since', '2026-08-01'],
      'the table needs --athena-location s3://bucket/…/AWSLogs/, --account, --region and --since',
    ],
    [
      [...PLACE, '--account', "1' OR '1", '--since', '2026-08-01'],
      "--account 1' OR '1 cannot be a partition of the table",
    ],
    [
      ['--athena-location', "s3://logs/it's/AWSLogs/", ...PLACE.slice(2), '--since', '2026-08-01'],
      'the table needs --athena-location s3://bucket/…/AWSLogs/, --account, --region and --since',
    ],
  ])('runs nothing when asked with %j', async (args, sentence) => {
    const asked = await athena();
    const { code, stdout, stderr } = await runCli([...ATHENA, ...args], server.env);
    expect({ code, stdout, line: /^iam-tighten: .*/m.exec(stderr)?.[0], asked }).toEqual({
      code: 2,
      stdout: '',
      line: `iam-tighten: ${sentence}`,
      asked: [],
    });
  });

  it('says why there is no table', async () => {
    await athena('Insufficient permissions to execute the query');
    const { code, stdout, stderr } = await runCli([...ATHENA, ...PLACE, '--since', '2026-08-01'], server.env);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Athena made no table: the query ended as FAILED: Insufficient permissions');
  }, 15_000);
});
