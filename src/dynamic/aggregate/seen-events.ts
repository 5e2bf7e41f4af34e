/**
 * Event ids seen, as 64-bit fingerprints in an open-addressing table: eight bytes an event instead of a string. Two different ids
 * with one fingerprint would lose one count among 2^64 pairs, never a kind of use of the role.
 */
export class SeenEvents {
  private table = new Uint32Array(2 * 2 ** 12);
  private size = 0;

  /** True when the id is new. `bytes[start, end)` is the id's text. */
  add(bytes: Uint8Array, start: number, end: number): boolean {
    let low = 0x811c9dc5;
    let high = 0x9747b28c;
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!;
      low = Math.imul(low ^ byte, 0x01000193);
      high = Math.imul(high ^ byte, 0x5bd1e995);
      high ^= high >>> 13;
    }
    low ^= low >>> 15;
    return this.insert(low >>> 0 || 1, high >>> 0);
  }

  private insert(low: number, high: number): boolean {
    if (this.size * 4 > this.table.length) this.grow();
    const mask = this.table.length / 2 - 1;
    let slot = (low ^ Math.imul(high, 0x9e3779b1)) & mask;
    for (;;) {
      const seen = this.table[2 * slot]!;
      if (seen === 0) break;
      if (seen === low && this.table[2 * slot + 1] === high) return false;
      slot = (slot + 1) & mask;
    }
    this.table[2 * slot] = low;
    this.table[2 * slot + 1] = high;
    this.size += 1;
    return true;
  }

  private grow(): void {
    const old = this.table;
    this.table = new Uint32Array(old.length * 2);
    this.size = 0;
    for (let i = 0; i < old.length; i += 2) if (old[i] !== 0) this.insert(old[i]!, old[i + 1]!);
  }
}
