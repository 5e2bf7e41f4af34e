import { opendir, readFile } from 'node:fs/promises';
import type { S3Port } from '../../../aws/s3.js';
import { isLogFile } from '../file-name.js';
import type { TrailStore } from './verify-trail.js';

const isDigest = (name: string): boolean => /_CloudTrail-Digest_[^/]*\.json(?:\.gz)?$/.test(name);
/** Log files as CloudTrail names them; exports of others are in no digest anyway, and are told as not covered. */
const isLog = (name: string): boolean => isLogFile(name.slice(name.lastIndexOf('/') + 1));

/** A trail copied to a disk. Signatures of the digests were metadata of the bucket; those that the next digest carries are left. */
export function folderStore(root: string): TrailStore {
  async function* files(folder: string, wanted: (name: string) => boolean): AsyncGenerator<string> {
    const below: string[] = [];
    for await (const entry of await opendir(folder)) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) below.push(path);
      else if (wanted(path)) yield path;
    }
    for (const path of below.sort()) yield* files(path, wanted);
  }
  return {
    async *digests() {
      for await (const name of files(root, isDigest)) yield { name, bytes: await readFile(name) };
    },
    async *logs() {
      for await (const name of files(root, isLog)) yield { name, bytes: () => readFile(name) };
    },
  };
}

/** A trail in its bucket, with the signatures in the digests' metadata. */
export function bucketStore(s3: S3Port, bucket: string, prefix: string): TrailStore {
  return {
    async *digests() {
      for await (const { key } of s3.listObjects(bucket, prefix)) {
        if (!isDigest(key)) continue;
        const { metadata } = await s3.headObject(bucket, key);
        const signature = metadata['signature'];
        yield {
          name: `s3://${bucket}/${key}`,
          bytes: await s3.getObject(bucket, key),
          ...(signature && { signature }),
        };
      }
    },
    async *logs() {
      for await (const { key } of s3.listObjects(bucket, prefix)) {
        if (isLog(key)) yield { name: `s3://${bucket}/${key}`, bytes: () => s3.getObject(bucket, key) };
      }
    },
  };
}
