/**
 * A hash of 53 bits in two lanes, for keys of maps. Not made to withstand collisions by intent: what it tells apart always belongs to one caller
 * and one operation.
 */
export class ByteHash {
  private low = 0;
  private high = 0;

  reset(): void {
    this.low = 0x811c9dc5 | 0;
    this.high = 0x9747b28c | 0;
  }

  bytes(bytes: Uint8Array, start: number, end: number): void {
    let { low, high } = this;
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!;
      low = Math.imul(low ^ byte, 0x01000193);
      high = Math.imul(high ^ byte, 0x5bd1e995);
    }
    this.low = low;
    this.high = high;
  }

  text(text: string): void {
    for (let i = 0; i < text.length; i++) this.number(text.charCodeAt(i));
  }

  number(value: number): void {
    this.low = Math.imul(this.low ^ value, 0x01000193);
    this.high = Math.imul(this.high ^ value, 0x5bd1e995);
  }

  value(): number {
    const low = this.low ^ (this.low >>> 15);
    return ((low >>> 0) & 0x1fffff) * 2 ** 32 + ((this.high ^ (this.high >>> 13)) >>> 0);
  }
}
