import { inflateWhole, isGzip } from '../inflate.js';
import { type DigestFile, parseDigest, sha256 } from './digest-file.js';
import { verifyChain } from './verify-chain.js';

/** Where digests and logs are read from; names are paths or `s3://` URLs. */
export interface TrailStore {
  digests(): AsyncIterable<{ name: string; bytes: Buffer; signature?: string }>;
  logs(): AsyncIterable<{ name: string; bytes: () => Promise<Buffer> }>;
}

export interface DigestReport {
  digests: number;
  /** Log files whose hash is the one a trusted digest names. */
  verified: number;
  /** Log files in no trusted digest: nothing is known about them. */
  uncovered: { count: number; first: string | undefined };
  broken: { file: string; reason: string }[];
  /** False when no public key could be had: then only hashes were compared, which whoever can rewrite the bucket can rewrite too. */
  signatures: boolean;
}

/**
 * Checks a trail's log files against the digests CloudTrail writes every hour. Files are matched by their own name, whose last part is unique, so that a
 * copied folder works as well as the bucket. Every log file is read once more.
 */
export async function verifyTrail(
  store: TrailStore,
  keys: ReadonlyMap<string, Buffer>,
  signal: AbortSignal,
): Promise<DigestReport> {
  const broken: DigestReport['broken'] = [];
  const digests: DigestFile[] = [];
  const signatures = new Map<string, string>();
  for await (const { name, bytes, signature } of store.digests()) {
    const digest = parseDigest(name, bytes);
    if (!digest) broken.push({ file: name, reason: 'it is damaged or no digest' });
    else {
      digests.push(digest);
      if (signature) signatures.set(digest.object, signature);
    }
  }
  digests.sort((a, b) => (a.object < b.object ? -1 : 1));
  const chain = verifyChain({ digests, signatureOf: ({ object }) => signatures.get(object), keys });
  broken.push(...chain.broken);
  const missing = new Map([...chain.vouched].map(([object, hash]) => [baseName(object), { object, hash }]));
  let verified = 0;
  const uncovered: string[] = [];
  let count = 0;
  for await (const { name, bytes } of store.logs()) {
    signal.throwIfAborted();
    const vouched = missing.get(baseName(name));
    if (!vouched) {
      count += 1;
      if (uncovered.length === 0 || name < uncovered[0]!) uncovered[0] = name;
      continue;
    }
    missing.delete(baseName(name));
    if (hashOf(await bytes()) === vouched.hash) verified += 1;
    else broken.push({ file: name, reason: 'its SHA-256 is not the one in the digest' });
  }
  for (const { object } of missing.values())
    broken.push({ file: object, reason: 'a digest names it, but it is not there' });
  broken.sort((a, b) => (a.file < b.file ? -1 : 1));
  return {
    digests: digests.length,
    verified,
    uncovered: { count, first: uncovered[0] },
    broken,
    signatures: keys.size > 0,
  };
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The hash CloudTrail takes: of the inflated text. A file that can't be inflated has no such hash. */
function hashOf(bytes: Buffer): string {
  const text = isGzip(bytes) ? inflateWhole(bytes) : bytes;
  return text instanceof Buffer ? sha256(text) : '';
}
