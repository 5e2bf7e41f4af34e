import { type DigestFile, isSignedBy } from './digest-file.js';

export interface ChainRequest {
  digests: readonly DigestFile[];
  /** Signature from the object's metadata, where digests lie in S3. */
  signatureOf: (digest: DigestFile) => string | undefined;
  /** CloudTrail's public keys by fingerprint (PKCS#1, DER). Empty when nobody could ask for them. */
  keys: ReadonlyMap<string, Buffer>;
}

export interface ChainAnswer {
  /** Log files that a digest vouches for: key → SHA-256 of the text. */
  vouched: Map<string, string>;
  broken: { file: string; reason: string }[];
  /** Digests whose hash or signature nothing could be checked against. */
  unsigned: number;
}

/**
 * Checks digests against each other and against CloudTrail's signatures. A digest is trusted when a signature over it fits: the one in its own
 * metadata, or the one its successor carries; without keys, when its successor names its hash. Only trusted digests vouch for log files.
 */
export function verifyChain({ digests, signatureOf, keys }: ChainRequest): ChainAnswer {
  const broken: ChainAnswer['broken'] = [];
  const vouched = new Map<string, string>();
  const byObject = new Map(digests.map((digest) => [digest.object, digest]));
  const claims = new Map<string, { hash: string; signature: string }>();
  for (const { file, previous } of digests) {
    if (!previous) continue;
    claims.set(previous.object, previous);
    if (!byObject.has(previous.object) && previous.object > (digests[0]?.object ?? '')) {
      broken.push({ file, reason: `the digest before it is missing (${previous.object})` });
    }
  }
  let unsigned = 0;
  for (const digest of digests) {
    const claim = claims.get(digest.object);
    const reason = faultOf(digest, claim, signatureOf(digest) ?? claim?.signature, keys);
    if (reason === 'unsigned') unsigned += 1;
    else if (reason !== undefined) broken.push({ file: digest.file, reason });
    else for (const { object, hash } of digest.logs) vouched.set(object, hash);
  }
  return { vouched, broken, unsigned };
}

/** Why a digest can't be trusted; `unsigned` when nothing speaks against it, but nothing for it. */
function faultOf(
  digest: DigestFile,
  claim: { hash: string } | undefined,
  signature: string | undefined,
  keys: ReadonlyMap<string, Buffer>,
): string | undefined {
  if (claim && claim.hash !== digest.hash) return 'its SHA-256 is not the one the next digest names';
  const key = keys.get(digest.fingerprint);
  if (key && signature !== undefined)
    return isSignedBy(digest, signature, key) ? undefined : 'its signature does not fit';
  return claim ? undefined : 'unsigned';
}
