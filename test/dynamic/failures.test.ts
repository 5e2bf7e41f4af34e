import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { bucketSource } from '../../src/dynamic/cloudtrail/s3-source.js';
import { collect } from '../../src/dynamic/collect.js';
import { type AwsServer, startAwsServer } from '../servers/aws-server.js';
import { type Objects, s3Handler } from '../servers/s3.js';
import { withEnv } from '../servers/with-env.js';
import { fakeCatalog } from './fake-catalog.js';
import { ALL, logPath, record } from './records.js';

let server: AwsServer;
let restore = () => {};
afterEach(async () => {
  restore();
  await server.close();
});

const DAYS = ['2026-08-01', '2026-08-02', '2026-08-03', '2026-08-04'];
const keyOf = (day: string) => `trail/${logPath(day, '1005')}`;
const body = (day: string) =>
  gzipSync(
    JSON.stringify({ Records: Array.from({ length: 5 }, (_, n) => record({ eventTime: `${day}T10:00:0${n}Z` })) }),
  );

async function serve(objects: Objects): Promise<void> {
  server = await startAwsServer([s3Handler(objects)]);
  restore = withEnv(server.env);
}

const bucket = (): Objects => new Map(DAYS.map((day) => [keyOf(day), { body: body(day) }]));
const xmlError = (status: number, code: string) => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
});
const run = (resumeState?: string) =>
  collect({
    sources: [bucketSource('s3://trail', {}, { inProcess: fakeCatalog() })],
    filter: ALL,
    signal: new AbortController().signal,
    ...(resumeState && { resumeState }),
  });
const faults = ({ problems }: Awaited<ReturnType<typeof run>>) =>
  problems.map(({ ruleId, args }) => `${ruleId} ${args['fault'] ?? args['reason']}`);

describe('a bucket in trouble', () => {
  it.each([
    ['old credentials', 'ExpiredToken', 400, 'the AWS credentials in use have expired (asked for s3:GetObject)'],
    ['a key that may not be used', 'AccessDenied', 403, 'AWS refused s3:GetObject'],
    ['503 to the end', 'ServiceUnavailable', 503, 'AWS did not answer s3:GetObject after several attempts'],
  ])(
    '%s in the middle: one sentence, and the same bytes when it goes on',
    async (_, code, status, sentence) => {
      const objects = bucket();
      await serve(objects);
      const whole = JSON.stringify((await run()).usage);
      const state = join(mkdtempSync(join(tmpdir(), 'iam-tighten-state-')), 'state.json');
      server.inject({ service: 's3', action: /20260803T1005Z/, times: 99, reply: xmlError(status, code) });
      await expect(run(state)).rejects.toThrow(sentence);
      restore();
      await server.close();
      await serve(objects);
      const left = await run(state);
      expect(JSON.stringify(left.usage)).toBe(whole);
      expect(left.usage.sources[0]!.events).toEqual({ read: 20, used: 20, skipped: {} });
    },
    30_000,
  );

  it('an object that ends too early: its first records count, the file is named', async () => {
    const objects = bucket();
    const cut = body(DAYS[1]!);
    objects.set(keyOf(DAYS[1]!), { body: cut.subarray(0, cut.length - 20) });
    await serve(objects);
    const result = await run();
    const { files, events } = result.usage.sources[0]!;
    expect(files).toEqual({ read: 3, failed: 1 });
    expect(events.read).toBe(events.used + Object.values(events.skipped).reduce((sum, one) => sum + one, 0));
    expect(events.used).toBeGreaterThanOrEqual(15);
    expect(faults(result)).toContain('IT601 truncated');
  });

  it('an object deleted between the listing and the reading: named, the others count', async () => {
    const objects = bucket();
    const trail = s3Handler(objects);
    server = await startAwsServer([
      {
        service: 's3',
        handle: async (request) => {
          const reply = await trail.handle(request);
          if (request.query.get('prefix')?.includes('2026/08/03')) objects.delete(keyOf(DAYS[2]!));
          return reply;
        },
      },
    ]);
    restore = withEnv(server.env);
    const result = await run();
    expect(result.usage.sources[0]).toMatchObject({ files: { read: 3, failed: 1 }, events: { read: 15, used: 15 } });
    expect(faults(result)).toEqual(['IT601 unreadable (NoSuchKey)']);
  });
});
