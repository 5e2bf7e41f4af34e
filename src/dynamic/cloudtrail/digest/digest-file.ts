import { createHash, createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { inflateWhole, isGzip } from '../inflate.js';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html */
const schema = z.object({
  digestEndTime: z.string(),
  digestS3Bucket: z.string(),
  digestS3Object: z.string(),
  digestPublicKeyFingerprint: z.string(),
  previousDigestS3Object: z.string().nullish(),
  previousDigestHashValue: z.string().nullish(),
  previousDigestSignature: z.string().nullish(),
  logFiles: z.array(z.object({ s3Object: z.string(), hashValue: z.string() })),
});

/** A digest as CloudTrail wrote it, with the hash of its text, which its signature and its successor are made over. */
export interface DigestFile {
  /** Where it was found, for people. */
  file: string;
  /** Its own key in the bucket. */
  object: string;
  hash: string;
  fingerprint: string;
  /** What was signed. */
  signed: string;
  previous: { object: string; hash: string; signature: string } | undefined;
  logs: { object: string; hash: string }[];
}

/** Reads a digest; undefined when it is damaged or something else. */
export function parseDigest(file: string, bytes: Buffer): DigestFile | undefined {
  const text = isGzip(bytes) ? inflateWhole(bytes) : bytes;
  if (!(text instanceof Buffer)) return undefined;
  const parsed = schema.safeParse(jsonOf(text));
  if (!parsed.success) return undefined;
  const { data } = parsed;
  const hash = sha256(text);
  const { previousDigestS3Object, previousDigestHashValue, previousDigestSignature } = data;
  return {
    file,
    object: data.digestS3Object,
    hash,
    fingerprint: data.digestPublicKeyFingerprint,
    // Without a predecessor the word `null` is signed. Data to sign: see cloudtrail-log-file-custom-validation in the user guide.
    signed: `${data.digestEndTime}\n${data.digestS3Bucket}/${data.digestS3Object}\n${hash}\n${previousDigestSignature ?? 'null'}`,
    previous:
      previousDigestS3Object && previousDigestHashValue && previousDigestSignature
        ? { object: previousDigestS3Object, hash: previousDigestHashValue, signature: previousDigestSignature }
        : undefined,
    logs: data.logFiles.map(({ s3Object, hashValue }) => ({ object: s3Object, hash: hashValue })),
  };
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Whether a signature (hex) over a digest is by the key (PKCS#1, DER) that CloudTrail publishes for its fingerprint. */
export function isSignedBy(digest: DigestFile, signature: string, key: Buffer): boolean {
  const publicKey = createPublicKey({ key, format: 'der', type: 'pkcs1' });
  return verify('RSA-SHA256', Buffer.from(digest.signed), publicKey, Buffer.from(signature, 'hex'));
}

function jsonOf(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
