import type { S3Port } from '../../aws/s3.js';
import type { EventFilter } from '../evidence-source.js';
import { isLogFile } from './file-name.js';
import { listDayOfBucket, planBucket } from './list-bucket.js';

/** US dollars per terabyte scanned, as quoted for most regions; https://aws.amazon.com/athena/pricing/ says what yours takes. */
const PRICE_PER_TERABYTE = 5;

/** What a query over the window would read, in bytes as they lie in S3 (Athena bills compressed bytes), and what that may cost. */
export async function estimateScan(
  s3: S3Port,
  bucket: string,
  prefix: string,
  filter: EventFilter,
  signal: AbortSignal,
): Promise<{ files: number; bytes: number; dollars: number }> {
  const plan = await planBucket(s3, bucket, prefix, filter, signal);
  let files = 0;
  let bytes = 0;
  for await (const unit of plan.inOrder(filter, undefined, (folder) => listDayOfBucket(s3, bucket, folder))) {
    for (const sized of unit.files) {
      if (!isLogFile(sized.slice(sized.lastIndexOf('/') + 1))) continue;
      files += 1;
      bytes += Number(sized.slice(0, sized.indexOf('/')));
    }
  }
  return { files, bytes, dollars: (bytes / 1e12) * PRICE_PER_TERABYTE };
}
