import { setTimeout } from 'node:timers/promises';

/** Waits, unless the signal aborts first: then it throws the signal's reason. */
export const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  setTimeout(milliseconds, undefined, { signal });

/** Keeps calls at least `interval` milliseconds apart, for APIs with a fixed rate. */
export class Pacer {
  private next = 0;

  constructor(private readonly interval: number) {}

  async turn(signal: AbortSignal): Promise<void> {
    const now = Date.now();
    const wait = this.next - now;
    this.next = Math.max(now, this.next) + this.interval;
    if (wait > 0) await pause(wait, signal);
  }
}
