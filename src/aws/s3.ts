import type { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { callAws } from './aws-error.js';
import { type AwsSession, clientConfig } from './session.js';

/** What the tool asks of S3. */
export interface S3Port {
  /** Keys and sizes below a prefix, one page after another; never the whole listing at once. */
  listObjects(bucket: string, prefix: string): AsyncGenerator<{ key: string; size: number }>;
  /** The "folders" right below a prefix. */
  listFolders(bucket: string, prefix: string): AsyncGenerator<string>;
  /** A whole object; a connection that breaks off is tried again from where it broke. */
  getObject(bucket: string, key: string): Promise<Buffer>;
  /** An object as a stream, for those larger than memory allows. */
  streamObject(bucket: string, key: string): Promise<AsyncIterable<Buffer>>;
  /** Size and user metadata (`x-amz-meta-*` without the prefix). */
  headObject(bucket: string, key: string): Promise<{ size: number; metadata: { [name: string]: string } }>;
}

const ATTEMPTS = 4;

/** S3 over the SDK. Buckets in other regions are followed. Errors: see callAws. */
export function openS3(session: AwsSession): S3Port {
  // The CLI's own endpoint override is path-style friendly; virtual hosts would need DNS names for 127.0.0.1.
  const forcePathStyle =
    process.env['AWS_ENDPOINT_URL'] !== undefined || process.env['AWS_ENDPOINT_URL_S3'] !== undefined;
  const client = new S3Client({ ...clientConfig(session), followRegionRedirects: true, forcePathStyle });
  const get = (Bucket: string, Key: string, Range?: string) =>
    callAws('s3:GetObject', () => client.send(new GetObjectCommand({ Bucket, Key, ...(Range && { Range }) })));

  async function* pages(Bucket: string, Prefix: string, Delimiter?: string) {
    let token: string | undefined;
    do {
      const page = await callAws(
        's3:ListBucket',
        () => client.send(new ListObjectsV2Command({ Bucket, Prefix, Delimiter, ContinuationToken: token })),
        { NoSuchBucket: `there is no bucket ${Bucket}` },
      );
      yield page;
      token = page.NextContinuationToken;
    } while (token !== undefined);
  }

  return {
    async *listObjects(bucket, prefix) {
      for await (const page of pages(bucket, prefix)) {
        for (const { Key, Size } of page.Contents ?? []) if (Key !== undefined) yield { key: Key, size: Size ?? 0 };
      }
    },
    async *listFolders(bucket, prefix) {
      for await (const page of pages(bucket, prefix, '/')) {
        for (const { Prefix } of page.CommonPrefixes ?? []) if (Prefix !== undefined) yield Prefix;
      }
    },
    async getObject(bucket, key) {
      const chunks: Buffer[] = [];
      let have = 0;
      for (let attempt = 1; ; attempt++) {
        const answer = await get(bucket, key, have > 0 ? `bytes=${have}-` : undefined);
        try {
          for await (const chunk of answer.Body as Readable) {
            chunks.push(chunk as Buffer);
            have += (chunk as Buffer).length;
          }
          return Buffer.concat(chunks);
        } catch (error) {
          if (attempt >= ATTEMPTS || !isBrokenOff(error)) throw error;
        }
      }
    },
    async streamObject(bucket, key) {
      return (await get(bucket, key)).Body as unknown as AsyncIterable<Buffer>;
    },
    async headObject(Bucket, Key) {
      const head = await callAws('s3:GetObject', () => client.send(new HeadObjectCommand({ Bucket, Key })));
      return { size: head.ContentLength ?? 0, metadata: head.Metadata ?? {} };
    },
  };
}

const isBrokenOff = (error: unknown): boolean =>
  ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ETIMEDOUT'].includes((error as NodeJS.ErrnoException).code ?? '') ||
  (error as Error).message === 'aborted';
