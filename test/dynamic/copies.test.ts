import { describe, expect, it } from 'vitest';
import { collectFolder, getObject, logPath, record, rowsOf, writeLogs } from './records.js';

const OWNER = '444455556666';
const owned = `${OWNER}/CloudTrail/eu-west-1`;
const TABLE = `dynamodb:GetItem arn:aws:dynamodb:eu-west-1:${OWNER}:table/Shared`;
const onShared = (id: number, recipientAccountId: string) =>
  record({
    requestParameters: { tableName: `arn:aws:dynamodb:eu-west-1:${OWNER}:table/Shared` },
    resources: [
      { accountId: OWNER, type: 'AWS::DynamoDB::Table', ARN: `arn:aws:dynamodb:eu-west-1:${OWNER}:table/Shared` },
    ],
    sharedEventID: `99999999-0000-4000-8000-${String(id).padStart(12, '0')}`,
    recipientAccountId,
  });
const mine = (id: number) => onShared(id, '111122223333');
const theirs = (id: number) => onShared(id, OWNER);

describe('a call on another account’s resource, logged in both', () => {
  it('counts once in the logs of an organisation', async () => {
    const root = writeLogs({
      [logPath('2026-08-02', '1005')]: [mine(1), mine(2), mine(3)],
      [logPath('2026-08-02', '1005', 'x', owned)]: [theirs(1), theirs(2), theirs(3)],
    });
    const result = await collectFolder(root);
    expect(rowsOf(result)).toEqual([`${TABLE} allowed direct 3`]);
    expect(result.usage.sources[0]!.events).toEqual({ read: 6, used: 6, skipped: {} });
  });

  it('counts from the owner’s logs where there are no others', async () => {
    const root = writeLogs({ [logPath('2026-08-02', '1005', 'x', owned)]: [theirs(1), theirs(2)] });
    expect(rowsOf(await collectFolder(root))).toEqual([`${TABLE} allowed direct 2`]);
  });

  it('counts once where both stand in one folder, in whatever order', async () => {
    const result = await collectFolder(writeLogs({ 'a.json': [mine(1), theirs(1)], 'b.json': [theirs(2), mine(2)] }));
    expect(rowsOf(result)).toEqual([`${TABLE} allowed direct 2`]);
    expect(result.usage.sources[0]!.events).toEqual({ read: 4, used: 4, skipped: {} });
  });

  it('takes the place of the other copies when names are generalised', async () => {
    const keys = Array.from(
      { length: 30 },
      (_, index) => `in/${String.fromCharCode(97 + (index % 26))}x${index < 26 ? '' : 'y'}/a`,
    );
    const root = writeLogs({
      [logPath('2026-08-02', '1005')]: keys.map((key) => getObject(key)),
      [logPath('2026-08-02', '1005', 'x', owned)]: keys
        .slice(0, 5)
        .map((key) => getObject(key, { recipientAccountId: OWNER })),
    });
    expect(rowsOf(await collectFolder(root))).toEqual(['s3:GetObject arn:aws:s3:::uploads/in/*/a allowed direct 30']);
  });
});
