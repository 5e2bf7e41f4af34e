import type { Call, Library, Shape } from '../summary.js';

const read = (operation: string): Call => ({
  client: 's3',
  operation,
  config: '$0',
  input: { Bucket: '$1.Bucket', Key: '$1.Key', VersionId: '$1.VersionId' },
});

/** `open(client, { Bucket, Key })`: asks for the size, then reads ranges. */
const opening: Shape = { call: { calls: [read('HeadObject'), read('GetObject')] } };
const Open: Shape = { members: { s3: opening, s3_v3: opening } };

/** Archives and files of columns that are read from a bucket piece by piece. */
export const archives: readonly Library[] = [
  {
    packages: ['unzipper'],
    source: 'https://github.com/ZJONSSON/node-unzipper/blob/master/lib/Open/index.js',
    exports: { Open, default: { members: { Open } } },
  },
  {
    packages: ['parquetjs-lite', '@dsnp/parquetjs'],
    source: 'https://github.com/LibertyDSNP/parquetjs/blob/main/lib/reader.ts',
    exports: { ParquetReader: { members: { openS3: opening } } },
  },
];
