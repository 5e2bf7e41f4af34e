import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { openCloudTrail } from '../../../src/aws/cloudtrail.js';
import { folderSource } from '../../../src/dynamic/cloudtrail/files-source.js';
import { bucketSource } from '../../../src/dynamic/cloudtrail/s3-source.js';
import { type AwsServer, startAwsServer } from '../../servers/aws-server.js';
import { cloudtrailHandler } from '../../servers/cloudtrail.js';
import { type Objects, s3Handler } from '../../servers/s3.js';
import { withEnv } from '../../servers/with-env.js';
import { fakeCatalog } from '../fake-catalog.js';
import { logPath, record, writeLogs } from '../records.js';

const sha = (text: Buffer | string): string => createHash('sha256').update(text).digest('hex');
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEY = publicKey.export({ type: 'pkcs1', format: 'der' });
const FINGERPRINT = '31e8b5433410dfb61a9dc45cc65b22ff';
const HOURS = ['1100', '1200', '1300'];

const digestPath = (hour: string) =>
  `AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/08/02/111122223333_CloudTrail-Digest_eu-west-1_main_eu-west-1_20260802T${hour}00Z.json.gz`;
const paths = HOURS.map((hour) => logPath('2026-08-02', hour, `h${hour}`, '111122223333/CloudTrail/eu-west-1'));

/** Three hours of logs, each with a digest that is signed and linked to the one before, as CloudTrail makes them. */
function trail() {
  const objects: Objects = new Map();
  let before: { object: string; hash: string; signature: string } | undefined;
  for (const [i, hour] of HOURS.entries()) {
    const log = JSON.stringify({ Records: [record()] });
    objects.set(`trail/${paths[i]}`, { body: gzipSync(log) });
    const object = digestPath(hour);
    const text = JSON.stringify({
      awsAccountId: '111122223333',
      digestStartTime: '2026-08-02T10:00:00Z',
      digestEndTime: `2026-08-02T${hour.slice(0, 2)}:00:00Z`,
      digestS3Bucket: 'trail',
      digestS3Object: object,
      digestPublicKeyFingerprint: FINGERPRINT,
      digestSignatureAlgorithm: 'SHA256withRSA',
      previousDigestS3Bucket: before ? 'trail' : null,
      previousDigestS3Object: before?.object ?? null,
      previousDigestHashValue: before?.hash ?? null,
      previousDigestHashAlgorithm: 'SHA-256',
      previousDigestSignature: before?.signature ?? null,
      logFiles: [{ s3Bucket: 'trail', s3Object: paths[i], hashValue: sha(log), hashAlgorithm: 'SHA-256' }],
    });
    const toSign = `2026-08-02T${hour.slice(0, 2)}:00:00Z\ntrail/${object}\n${sha(text)}\n${before?.signature ?? 'null'}`;
    const signature = createSign('RSA-SHA256').update(toSign).sign(privateKey, 'hex');
    objects.set(`trail/${object}`, {
      body: gzipSync(text),
      metadata: { signature, 'signature-algorithm': 'SHA256withRSA' },
    });
    before = { object, hash: sha(text), signature };
  }
  return objects;
}

let server: AwsServer | undefined;
let restore = () => {};
afterEach(async () => {
  restore();
  await server?.close();
  server = undefined;
});

/** Checks the trail in its bucket, with the keys CloudTrail publishes. */
async function check(objects: Objects) {
  const publicKeys = [{ Fingerprint: FINGERPRINT, Value: Buffer.from(KEY).toString('base64') }];
  server = await startAwsServer([s3Handler(objects), cloudtrailHandler({ publicKeys })]);
  restore = withEnv(server.env);
  const keys = () => openCloudTrail({ region: 'eu-west-1' }).publicKeys(new Date('2026-08-01'), new Date('2026-08-03'));
  const report = await bucketSource('s3://trail', {}, { inProcess: fakeCatalog() }, keys).verify!(
    new AbortController().signal,
  );
  return { ...report, broken: report.broken.map(({ file, reason }) => `${file.split('/').at(-1)}: ${reason}`) };
}

const change = (objects: Objects, path: string, edit: (text: string) => string) => {
  const old = objects.get(`trail/${path}`)!;
  objects.set(`trail/${path}`, { ...old, body: gzipSync(edit(gunzipSync(old.body).toString())) });
};
const name = (path: string) => path.split('/').at(-1)!;

describe('digests in the bucket', () => {
  it('vouch for every log file, signature by signature', async () => {
    expect(await check(trail())).toEqual({
      digests: 3,
      verified: 3,
      uncovered: { count: 0, first: undefined },
      broken: [],
      signatures: true,
    });
  });

  it('show a changed log file', async () => {
    const objects = trail();
    change(objects, paths[1]!, (text) => text.replace('GetItem', 'PutItem'));
    expect(await check(objects)).toMatchObject({
      verified: 2,
      broken: [`${name(paths[1]!)}: its SHA-256 is not the one in the digest`],
    });
  });

  it('show a deleted log file, and one that was added', async () => {
    const objects = trail();
    objects.delete(`trail/${paths[0]}`);
    const added = logPath('2026-08-02', '1005', 'added', '111122223333/CloudTrail/eu-west-1');
    objects.set(`trail/${added}`, { body: gzipSync('{"Records":[]}') });
    expect(await check(objects)).toMatchObject({
      verified: 2,
      broken: [`${name(paths[0]!)}: a digest names it, but it is not there`],
      uncovered: { count: 1, first: `s3://trail/${added}` },
    });
  });

  it('show a digest that was rewritten together with its log, by hash in the middle and by signature at the end', async () => {
    for (const [i, reason] of [
      [1, 'its SHA-256 is not the one the next digest names'],
      [2, 'its signature does not fit'],
    ] as const) {
      const objects = trail();
      const log = JSON.stringify({ Records: [record({ eventName: 'PutItem' })] });
      objects.set(`trail/${paths[i]}`, { body: gzipSync(log) });
      change(objects, digestPath(HOURS[i]!), (text) =>
        text.replace(/"hashValue":"[0-9a-f]+"/, `"hashValue":"${sha(log)}"`),
      );
      expect(await check(objects)).toMatchObject({
        verified: 2,
        broken: [`${name(digestPath(HOURS[i]!))}: ${reason}`],
        uncovered: { count: 1 },
      });
      await server!.close();
    }
  });

  it('show a digest that is missing', async () => {
    const objects = trail();
    objects.delete(`trail/${digestPath('1200')}`);
    expect(await check(objects)).toMatchObject({
      verified: 2,
      broken: [`${name(digestPath('1300'))}: the digest before it is missing (${digestPath('1200')})`],
      uncovered: { count: 1 },
    });
  });
});

describe('digests in a folder', () => {
  it('are checked by hashes alone, which leaves the last one out', async () => {
    const files = Object.fromEntries([...trail()].map(([path, { body }]) => [path.replace('trail/', ''), body]));
    const root = writeLogs(files);
    const report = await folderSource(root, { inProcess: fakeCatalog() }).verify!(new AbortController().signal);
    expect(report).toEqual({
      digests: 3,
      verified: 2,
      uncovered: { count: 1, first: `${root}/${paths[2]}` },
      broken: [],
      signatures: false,
    });
  });
});
