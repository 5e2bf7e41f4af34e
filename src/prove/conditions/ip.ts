/** A range of addresses of one family, ends included. */
export interface IpRange {
  bits: 32 | 128;
  first: bigint;
  last: bigint;
}

/** Reads an address or a CIDR block of IPv4 or IPv6; undefined when it is neither. */
export function readIpRange(text: string): IpRange | undefined {
  const [address, length, ...rest] = text.split('/');
  if (rest.length > 0 || address === undefined) return undefined;
  const value = address.includes(':') ? readIpv6(address) : readIpv4(address);
  if (value === undefined) return undefined;
  const bits = address.includes(':') ? 128 : 32;
  if (length === undefined) return { bits, first: value, last: value };
  if (!/^\d{1,3}$/.test(length) || Number(length) > bits) return undefined;
  const free = BigInt(bits - Number(length));
  const first = (value >> free) << free;
  return { bits, first, last: first + (1n << free) - 1n };
}

function readIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    value = (value << 8n) | BigInt(part);
  }
  return value;
}

function readIpv6(text: string): bigint | undefined {
  const [head, tail, ...rest] = text.split('::');
  if (rest.length > 0 || head === undefined) return undefined;
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  if (!left || !right) return undefined;
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...left, ...Array<bigint>(missing).fill(0n), ...right].reduce((value, group) => (value << 16n) | group, 0n);
}

/** Groups of 16 bits; the last may be an IPv4 address (`::ffff:10.0.0.1`). */
function groups(text: string): bigint[] | undefined {
  const out: bigint[] = [];
  if (text === '') return out;
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    if (i === parts.length - 1 && part.includes('.')) {
      const v4 = readIpv4(part);
      if (v4 === undefined) return undefined;
      out.push(v4 >> 16n, v4 & 0xffffn);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) out.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return out;
}

export const inRange = (range: IpRange, address: IpRange): boolean =>
  range.bits === address.bits && range.first <= address.first && address.last <= range.last;

/** The address as text, IPv6 without shortening. */
export function writeIp(bits: 32 | 128, value: bigint): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');
  return [7n, 6n, 5n, 4n, 3n, 2n, 1n, 0n].map((group) => ((value >> (group * 16n)) & 0xffffn).toString(16)).join(':');
}
