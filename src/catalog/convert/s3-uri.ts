import { concatTexts, literal, type Text } from '../../model/text.js';
import { splitText, startsLikeArn } from './arn-text.js';
import { nameOrArn } from './name-or-arn.js';
import type { ConvertContext, Converted, Converter } from './types.js';

const join = (pieces: Text[]): Text =>
  concatTexts(...pieces.flatMap((piece, i) => (i === 0 ? [piece] : [literal('/'), piece])));

/**
 * Bucket and key of `s3://bucket/key`, `https://s3.<region>.amazonaws.com/bucket/key` or `https://bucket.s3.<region>.amazonaws.com/key`.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-bucket-intro.html
 */
function locate(text: Text): { bucket: Text; key: Text } | undefined {
  const [scheme, , host, ...path] = splitText(text, '/');
  const known = scheme?.length === 1 && scheme[0]?.kind === 'literal' ? scheme[0].text : '';
  if (!host || host.length === 0) return undefined;
  if (known === 's3:') return { bucket: host, key: join(path) };
  if (known !== 'https:') return undefined;
  const label = host[0]?.kind === 'literal' ? host[0].text : '';
  const bucket = /^s3[.-]/.test(label) ? path.shift() : splitText(host, '.')[0];
  return bucket && { bucket, key: join(path) };
}

function convertUri(text: Text, context: ConvertContext, tail: (key: Text) => Text): Converted[] {
  if (startsLikeArn(text)) return [{ whole: concatTexts(text, literal('/'), tail([])) }];
  const place = locate(text);
  if (!place) return [{ part: concatTexts(text, text.at(-1)?.kind === 'literal' ? tail([]) : literal('*')) }];
  const key = concatTexts(literal('/'), tail(place.key));
  return nameOrArn(place.bucket, context).map((bucket) => withTail(bucket, key));
}

function withTail(bucket: Converted, tail: Text): Converted {
  if (bucket.upTo) return { upTo: concatTexts(bucket.upTo, tail) };
  return bucket.part ? { part: concatTexts(bucket.part, tail) } : bucket;
}

/** Everything below the URI. */
export const s3Uri: Converter = (text, context) => convertUri(text, context, (key) => concatTexts(key, literal('*')));

/** The one object the URI names. */
export const s3ObjectUri: Converter = (text, context) => convertUri(text, context, (key) => key);

/** The bucket of the URI. */
export const s3BucketOfUri: Converter = (text, context) => {
  const place = locate(text);
  return place
    ? nameOrArn(place.bucket, context)
    : [{ part: [{ kind: 'unknown', reason: 'the bucket is not in the part of the URI that is known' }] }];
};
