import { concatTexts, literal } from '../../model/text.js';
import { escapeWildcards, splitText, startsLikeArn } from './arn-text.js';
import { nameOrArn } from './name-or-arn.js';
import type { Converter } from './types.js';

/** `s3://bucket/prefix/`, `https://s3.<region>.amazonaws.com/bucket/key` or `https://bucket.s3.<region>.amazonaws.com/key`: everything below it. */
export const s3Uri: Converter = (text, context) => {
  if (startsLikeArn(text)) return [{ whole: concatTexts(text, literal('/*')) }];
  const [scheme, , ...rest] = splitText(text, '/');
  const known = scheme?.[0]?.kind === 'literal' ? scheme[0].text : '';
  if (known === 's3:' && rest[0]) {
    const key = concatTexts(...rest.slice(1).flatMap((piece, i) => (i === 0 ? [piece] : [literal('/'), piece])));
    return nameOrArn(rest[0], context).map((bucket) => below(bucket, key));
  }
  if (known !== 'https:') return [{ part: text }];
  const [host, ...path] = rest;
  const label = host?.[0]?.kind === 'literal' ? host[0].text : '';
  const bucket = /^s3[.-]/.test(label) ? path.shift() : splitText(host ?? [], '.')[0];
  const key = concatTexts(...path.flatMap((piece, i) => (i === 0 ? [piece] : [literal('/'), piece])));
  return bucket ? nameOrArn(bucket, context).map((one) => below(one, key)) : [{ part: text }];
};

/** A URI that ends in a slash, or names the bucket alone, is a prefix; so may be one that looks like a key. */
function below<T extends { part?: import('../../model/text.js').Text; upTo?: import('../../model/text.js').Text }>(
  bucket: T,
  key: import('../../model/text.js').Text,
): T {
  const tail = concatTexts(literal('/'), escapeWildcards(key), literal('*'));
  if (bucket.upTo) return { ...bucket, upTo: concatTexts(bucket.upTo, tail) };
  return bucket.part ? { ...bucket, part: concatTexts(bucket.part, tail) } : bucket;
}
