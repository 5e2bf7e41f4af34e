import { openS3 } from '../../aws/s3.js';
import type { AwsSession } from '../../aws/session.js';
import { UserError } from '../../model/user-error.js';
import type { EvidenceSource } from '../evidence-source.js';
import { bucketStore } from './digest/stores.js';
import { type Engine, noKeys, type PublicKeys, trailSource } from './files-source.js';
import { listDayOfBucket, planBucket } from './list-bucket.js';

/** A trail's files in S3: `s3://bucket/prefix`, where the prefix leads to `AWSLogs/` or to anything below. */
export function bucketSource(
  url: string,
  session: AwsSession,
  engine: Engine,
  keys: PublicKeys = noKeys,
): EvidenceSource {
  const match = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(url);
  if (!match) {
    throw new UserError(`${url} is no S3 location`, { advice: 'write s3://bucket or s3://bucket/prefix' });
  }
  const bucket = match[1]!;
  const prefix = match[2] ?? '';
  const s3 = openS3(session);
  return trailSource(
    {
      kind: 'cloudtrail-s3',
      location: url,
      place: { kind: 's3', bucket, session },
      plan: ({ filter, signal }) => planBucket(s3, bucket, prefix, filter, signal),
      list: (folder) => listDayOfBucket(s3, bucket, folder),
      store: () => bucketStore(s3, bucket, prefix),
    },
    engine,
    keys,
  );
}
