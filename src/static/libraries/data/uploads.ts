import type { Call, Library } from '../summary.js';

const KEY = { unknown: 'the key is chosen for each upload' } as const;

const put: Call = {
  client: 's3',
  operation: 'PutObject',
  config: '$0.s3',
  input: { Bucket: '$0.bucket', Key: KEY, ACL: '$0.acl', ServerSideEncryption: '$0.serverSideEncryption' },
};
const abort: Call = {
  client: 's3',
  operation: 'AbortMultipartUpload',
  config: '$0.s3',
  input: { Bucket: '$0.bucket', Key: KEY },
};
const remove: Call = {
  client: 's3',
  operation: 'DeleteObject',
  config: '$0.s3',
  input: { Bucket: '$0.bucket', Key: KEY },
};

/** Uploads from forms straight to a bucket; a failed form removes what was stored. */
export const uploads: readonly Library[] = [
  {
    packages: ['multer-s3'],
    source: 'https://github.com/anacronw/multer-s3',
    exports: { default: { call: { calls: [put, abort, remove] } } },
  },
];
