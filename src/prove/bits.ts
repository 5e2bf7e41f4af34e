/** Set of small numbers as a bigint, built in one go. */
export function bitsOf(indexes: Iterable<number>, size: number): bigint {
  const bytes = new Uint8Array((size >> 3) + 1);
  for (const index of indexes) bytes[index >> 3]! |= 1 << (index & 7);
  let hex = '';
  for (let i = bytes.length - 1; i >= 0; i--) hex += bytes[i]!.toString(16).padStart(2, '0');
  return BigInt(`0x${hex}`);
}

export const fullBits = (size: number): bigint => (1n << BigInt(size)) - 1n;

/** Index of the lowest bit; the set is not empty. */
export function lowestBit(bits: bigint): number {
  let index = 0;
  let rest = bits;
  while ((rest & 0xffffffffn) === 0n) {
    rest >>= 32n;
    index += 32;
  }
  const word = Number(rest & 0xffffffffn);
  return index + (31 - Math.clz32(word & -word));
}
