import { isIPv4, isIPv6 } from 'node:net';

/** A range of addresses: the first `prefix` bits of `address` of `width` bits count. */
export interface Cidr {
  address: bigint;
  prefix: number;
  width: 32 | 128;
}

/**
 * Ranges that are not on the public internet. Sources: RFC 1918, RFC 6598 (shared), RFC 3927 (link local), RFC 1122 (loopback),
 * RFC 4193 (IPv6 unique local), RFC 4291 (IPv6 link local).
 */
const PRIVATE = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  'fc00::/7',
  'fe80::/10',
].map((range) => parseCidr(range)!);

/** `10.0.0.0/8`, or one address; undefined for anything else. */
export function parseCidr(text: string): Cidr | undefined {
  const [host = '', mask, ...more] = text.split('/');
  const width = isIPv4(host) ? 32 : isIPv6(host) ? 128 : undefined;
  if (!width || more.length > 0 || (mask !== undefined && !/^\d{1,3}$/.test(mask))) return undefined;
  const prefix = mask === undefined ? width : Number(mask);
  if (prefix > width) return undefined;
  return { address: width === 32 ? bitsOfV4(host) : bitsOfV6(host), prefix, width };
}

/** Is the whole range private? */
export const isPrivate = (range: Cidr): boolean =>
  PRIVATE.some(
    (own) =>
      own.width === range.width &&
      own.prefix <= range.prefix &&
      networkOf({ ...range, prefix: own.prefix }) === own.address,
  );

/** The range with the bits behind the mask cleared, as text; undefined when they are clear already. */
export function cleared(range: Cidr): string | undefined {
  const network = networkOf(range);
  if (network === range.address) return undefined;
  return `${range.width === 32 ? textOfV4(network) : textOfV6(network)}/${range.prefix}`;
}

const networkOf = ({ address, prefix, width }: Cidr): bigint => {
  const shift = BigInt(width - prefix);
  return (address >> shift) << shift;
};

function bitsOfV4(text: string): bigint {
  return text.split('.').reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

function bitsOfV6(text: string): bigint {
  const [head = '', tail] = text.replace(/(\d+\.){3}\d+$/, (v4) => groupsOfV4(v4)).split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const [left, right] = [groups(head), groups(tail ?? '')];
  const zeros = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

function groupsOfV4(text: string): string {
  const bits = bitsOfV4(text);
  return `${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}`;
}

const textOfV4 = (bits: bigint): string => [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n).join('.');

const textOfV6 = (bits: bigint): string =>
  Array.from({ length: 8 }, (_, index) => ((bits >> BigInt(112 - 16 * index)) & 0xffffn).toString(16))
    .join(':')
    .replace(/(?:^|:)0(?::0)+(?::|$)/, '::');
