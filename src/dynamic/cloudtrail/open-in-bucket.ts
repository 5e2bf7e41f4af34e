import type { S3Port } from '../../aws/s3.js';
import { UserError } from '../../model/user-error.js';
import { MAX_WHOLE_BYTES } from './inflate.js';
import type { OpenFile } from './unit-reader.js';

/**
 * Opens objects of a bucket. The name is `<size>/<key>`, as the listing gave it, so that no request is spent on the size. An object that is
 * gone or can't be fetched is a problem of that file; missing permissions and credentials end the run.
 */
export function openInBucket(s3: S3Port, bucket: string): OpenFile {
  return async (sized) => {
    const slash = sized.indexOf('/');
    const size = Number(sized.slice(0, slash));
    const key = sized.slice(slash + 1);
    const name = `s3://${bucket}/${key}`;
    try {
      if (size > MAX_WHOLE_BYTES) {
        const stream = await s3.streamObject(bucket, key);
        return { name, stream: () => stream };
      }
      return { name, whole: await s3.getObject(bucket, key) };
    } catch (error) {
      if (error instanceof UserError) throw error;
      return { file: name, ruleId: 'IT601', args: { file: name, fault: `unreadable (${(error as Error).name})` } };
    }
  };
}
