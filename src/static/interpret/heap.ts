import type { Frame } from './frame.js';
import type { Allocation } from './value.js';

/** Something that can change: a variable, an object, a list. */
export interface Tracked {
  readonly born: number;
  changedAt?: number;
}

/** What a stretch of interpretation read and changed of the things that were there before it began. */
export interface Footprint {
  readonly start: number;
  /** Undefined when there was too much to remember. */
  reads: Set<Tracked> | undefined;
  /** The oldest thing changed; infinite when nothing was. */
  oldestChange: number;
}

/** Longer lists of reads are not kept: such a stretch counts as having read everything. */
const MAX_READS = 400;

/**
 * The interpreter's clock and what it needs to know to remember results: every allocation and change gets a number, and the stretch of
 * interpretation at hand notes what it reads and changes.
 */
export class Heap {
  private clock = 0;
  private lastChange = 0;
  private readonly open: Footprint[] = [];
  private current: Footprint | undefined;

  now(): number {
    return this.clock;
  }

  tick(): number {
    return ++this.clock;
  }

  allocate(frame: Frame): Allocation {
    return { born: ++this.clock, frame };
  }

  read(thing: Tracked | undefined): void {
    const { current } = this;
    if (!current?.reads || !thing || thing.born > current.start) return;
    if (current.reads.size >= MAX_READS) current.reads = undefined;
    else current.reads.add(thing);
  }

  /** Notes a change. Things of models, which have no record of their own, count as older than everything. */
  changed(thing: Tracked | undefined): void {
    this.lastChange = ++this.clock;
    const born = thing?.born ?? 0;
    if (thing) thing.changedAt = this.clock;
    if (this.current && born < this.current.oldestChange) this.current.oldestChange = born;
  }

  begin(): Footprint {
    const footprint: Footprint = { start: ++this.clock, reads: new Set(), oldestChange: Number.POSITIVE_INFINITY };
    this.open.push(footprint);
    this.current = footprint;
    return footprint;
  }

  /** Ends a stretch; what it did also counts for the one around it. */
  end(footprint: Footprint): void {
    while (this.open.length > 0 && this.open.pop() !== footprint);
    this.current = this.open.at(-1);
    this.merge(footprint);
  }

  /** Adds what a remembered stretch read to the one at hand. */
  merge({ reads, oldestChange }: Pick<Footprint, 'reads' | 'oldestChange'>): void {
    const { current } = this;
    if (!current) return;
    if (oldestChange < current.oldestChange) current.oldestChange = oldestChange;
    if (!reads) current.reads = undefined;
    else for (const thing of reads) this.read(thing);
  }

  /** True when nothing that was read has changed since. */
  stillHolds(reads: Set<Tracked> | undefined, time: number): boolean {
    if (this.lastChange <= time) return true;
    if (!reads) return false;
    for (const thing of reads) if ((thing.changedAt ?? 0) > time) return false;
    return true;
  }
}

/** True when a stretch changed something that was there before it. */
export const changedOlder = (footprint: Footprint): boolean => footprint.oldestChange <= footprint.start;
