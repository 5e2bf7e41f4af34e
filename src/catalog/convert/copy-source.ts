import { concatTexts, literal, type Text } from '../../model/text.js';
import { splitText, startsLikeArn } from './arn-text.js';
import { escapeText, unescapeText } from './escape.js';
import { s3Bucket } from './s3-bucket.js';
import type { Converted, Converter } from './types.js';

/**
 * `bucket/key`, with or without a leading slash, URL-encoded, with `?versionId=`; or `<access point ARN>/object/<key>`.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html#API_CopyObject_RequestSyntax
 */
export const copySource: Converter = (text, context) => {
  const decoded = escapeText(decode(unescapeText(text)));
  if (startsLikeArn(decoded)) return [{ whole: decoded }];
  const pieces = splitText(decoded, '/');
  if (pieces[0]?.length === 0) pieces.shift();
  const [bucket, ...key] = pieces;
  if (!bucket || key.length === 0) return [withKey(s3Bucket(text, context)[0]!, literal('*'))];
  const tail = concatTexts(...key.flatMap((piece, i) => (i === 0 ? [piece] : [literal('/'), piece])));
  return s3Bucket(bucket, context).map((one) => withKey(one, tail));
};

/** The version is in the action's name, not in the ARN. A malformed escape is left as it stands. */
function decode(text: Text): Text {
  const out: Text[] = [];
  for (const part of text) {
    if (part.kind !== 'literal') {
      out.push([part]);
      continue;
    }
    const [path = '', query] = part.text.split('?');
    out.push(literal(/%(?![0-9a-f]{2})/i.test(path) ? path : safeDecode(path)));
    if (query !== undefined) break;
  }
  return concatTexts(...out);
}

function safeDecode(path: string): string {
  try {
    return decodeURIComponent(path.replace(/\+/g, ' '));
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}

function withKey(bucket: Converted, key: Text): Converted {
  const tail = concatTexts(literal('/'), key);
  if (bucket.upTo) return { upTo: concatTexts(bucket.upTo, tail) };
  return bucket.part ? { part: concatTexts(bucket.part, tail) } : bucket;
}
