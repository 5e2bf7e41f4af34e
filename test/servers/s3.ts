import type { AwsHandler, AwsReply, AwsRequest } from './aws-server.js';
import { escapeXml } from './protocols.js';

/** Objects of the server by `bucket/key`. */
export type Objects = Map<string, { body: Uint8Array; metadata?: { [name: string]: string } }>;

/** S3 REST-XML, path-style: ListObjectsV2 with paging and delimiter, GetObject with ranges, HeadObject, PutObject of text. `pageSize` makes paging visible. */
export function s3Handler(objects: Objects, pageSize = 1000): AwsHandler {
  return {
    service: 's3',
    handle: (request) => {
      const [, bucket = '', ...rest] = request.path.split('/');
      const key = rest.join('/');
      if (request.query.get('list-type') === '2') return list(objects, bucket, request, pageSize);
      if (request.method === 'PUT') {
        objects.set(`${bucket}/${key}`, { body: Buffer.from(request.body) });
        return {};
      }
      const object = objects.get(`${bucket}/${key}`);
      if (!object) return error(404, 'NoSuchKey');
      const headers = Object.fromEntries(
        Object.entries(object.metadata ?? {}).map(([name, value]) => [`x-amz-meta-${name}`, value]),
      );
      if (request.method === 'HEAD') return { headers: { ...headers, 'content-length': String(object.body.length) } };
      const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers['range'] ?? '');
      if (!range) return { headers, body: object.body };
      const from = Number(range[1]);
      const to = range[2] ? Number(range[2]) + 1 : object.body.length;
      return {
        status: 206,
        headers: { ...headers, 'content-range': `bytes ${from}-${to - 1}/${object.body.length}` },
        body: object.body.subarray(from, to),
      };
    },
  };
}

function list(objects: Objects, bucket: string, { query }: AwsRequest, pageSize: number): AwsReply {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter');
  const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
  const entries: { text: string; isFolder: boolean }[] = [];
  let exists = false;
  for (const name of [...objects.keys()].sort()) {
    if (!name.startsWith(`${bucket}/`)) continue;
    exists = true;
    const key = name.slice(bucket.length + 1);
    if (!key.startsWith(prefix)) continue;
    const cut = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    const text = cut >= 0 ? key.slice(0, cut + 1) : key;
    if (text <= after || entries.at(-1)?.text === text) continue;
    entries.push({ text, isFolder: cut >= 0 });
  }
  if (!exists) return error(404, 'NoSuchBucket');
  const page = entries.slice(0, pageSize);
  const more = entries.length > page.length;
  const rows = page.map(({ text, isFolder }) =>
    isFolder
      ? `<CommonPrefixes><Prefix>${escapeXml(text)}</Prefix></CommonPrefixes>`
      : `<Contents><Key>${escapeXml(text)}</Key><Size>${objects.get(`${bucket}/${text}`)!.body.length}</Size></Contents>`,
  );
  const next = more ? `<NextContinuationToken>${escapeXml(page.at(-1)!.text)}</NextContinuationToken>` : '';
  return {
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><IsTruncated>${more}</IsTruncated>${next}${rows.join('')}</ListBucketResult>`,
  };
}

const error = (status: number, code: string): AwsReply => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
});
