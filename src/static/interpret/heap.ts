import type { Allocation } from './value.js';

/** A condition under which code runs. Assignments in the frame of the variable's declaration replace; all others join. */
export interface Frame {
  readonly parent: Frame | undefined;
  readonly loop: boolean;
}

/**
 * The interpreter's clock and its log of changes. Every allocation and every change gets a number; a remembered call result is good
 * as long as nothing that existed when it was computed has changed since.
 */
export class Heap {
  private clock = 0;
  /** Changes with rising `born`: a later change of something older hides the earlier ones for every question asked. */
  private readonly changes: { time: number; born: number }[] = [];

  now(): number {
    return this.clock;
  }

  tick(): number {
    return ++this.clock;
  }

  allocate(frame: Frame): Allocation {
    return { born: ++this.clock, frame };
  }

  changed(born: number): void {
    const time = ++this.clock;
    while (this.changes.length > 0 && this.changes.at(-1)!.born >= born) this.changes.pop();
    this.changes.push({ time, born });
  }

  /** True when something born at or before `limit` changed after `time`. */
  changedSince(time: number, limit = time): boolean {
    let low = 0;
    let high = this.changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.changes[middle]!.time > time) high = middle;
      else low = middle + 1;
    }
    const oldest = this.changes[low];
    return oldest !== undefined && oldest.born <= limit;
  }
}
