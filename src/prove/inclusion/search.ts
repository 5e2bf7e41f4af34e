import { lowestBit } from '../bits.js';
import type { Budget } from '../budget.js';
import type { TextSet, TextSpace } from './text-space.js';

/**
 * A statement as a box whose sides are sets. `sides[d]` are the values of finite dimension `d` (callers, condition keys) it applies to;
 * `texts[t]` are the texts of text dimension `t` (resources, and sometimes actions).
 */
export interface Box {
  sides: readonly bigint[];
  texts: readonly TextSet[];
}

/** A point inside all boxes of one list and outside all of another: the index of a value, or a text, in every dimension. */
export interface Point {
  values: number[];
  texts: string[];
}

interface Region {
  sides: readonly bigint[];
  texts: readonly { inside: readonly TextSet[]; outside: readonly TextSet[] }[];
}

/**
 * Searches the point by choosing, for every box to stay out of, the dimension in which the point escapes it. Forced choices are made
 * first; a choice that is given up is excluded from its alternatives. Undefined: there is none, or the budget is spent.
 */
export function findPoint(
  inside: readonly Box[],
  outside: readonly Box[],
  spaces: readonly TextSpace[],
  budget: Budget,
): Point | undefined {
  const [first, ...rest] = inside;
  const sides = first!.sides.map((side, d) => rest.reduce((bits, box) => bits & box.sides[d]!, side));
  if (sides.some((side) => side === 0n)) return undefined;
  const texts = spaces.map((_, t) => ({ inside: inside.map((box) => box.texts[t]!), outside: [] }));
  return new Search(spaces, budget).find({ sides, texts }, outside);
}

/** Index of a finite dimension; those of texts follow. */
type Dimension = number;

class Search {
  constructor(
    private readonly spaces: readonly TextSpace[],
    private readonly budget: Budget,
  ) {}

  find(start: Region, boxes: readonly Box[]): Point | undefined {
    if (!this.budget.take()) return undefined;
    let region = start;
    let open = boxes;
    for (let changed = true; changed; ) {
      changed = false;
      const left: Box[] = [];
      for (const box of open) {
        const escapes = this.escapesOf(region, box);
        if (escapes === 'outside') continue;
        if (escapes.length === 0) return undefined;
        if (escapes.length === 1) {
          region = restrict(region, box, escapes[0]!, false);
          changed = true;
        } else left.push(box);
      }
      open = left;
    }
    const [box, ...others] = open;
    return box ? this.branch(region, box, others) : this.pointOf(region);
  }

  private branch(start: Region, box: Box, others: readonly Box[]): Point | undefined {
    let region = start;
    for (const dimension of this.escapesOf(start, box) as Dimension[]) {
      const point = this.find(restrict(region, box, dimension, false), others);
      if (point || this.budget.spent) return point;
      region = restrict(region, box, dimension, true);
    }
    return undefined;
  }

  /** Dimensions in which some point of the region lies outside the box; `outside` when all of them do already. */
  private escapesOf(region: Region, box: Box): Dimension[] | 'outside' {
    const out: Dimension[] = [];
    for (const [d, side] of region.sides.entries()) {
      const common = side & box.sides[d]!;
      if (common === 0n) return 'outside';
      if (common !== side) out.push(d);
    }
    for (const [t, { inside, outside }] of region.texts.entries()) {
      const space = this.spaces[t]!;
      const set = box.texts[t]!;
      if (space.find([...inside, set], outside) === undefined) return 'outside';
      if (space.find(inside, [...outside, set]) !== undefined) out.push(region.sides.length + t);
    }
    return out;
  }

  private pointOf(region: Region): Point | undefined {
    const texts = region.texts.map(({ inside, outside }, t) => this.spaces[t]!.find(inside, outside));
    if (texts.includes(undefined)) return undefined;
    return { values: region.sides.map(lowestBit), texts: texts as string[] };
  }
}

/** The part of the region that is inside the box in one dimension, or outside of it. */
function restrict(region: Region, box: Box, dimension: Dimension, inBox: boolean): Region {
  const t = dimension - region.sides.length;
  const side = (bits: bigint) => (inBox ? bits & box.sides[dimension]! : bits & ~box.sides[dimension]!);
  if (t < 0) return { ...region, sides: region.sides.map((bits, d) => (d === dimension ? side(bits) : bits)) };
  const set = box.texts[t]!;
  const texts = region.texts.map((one, i) => {
    if (i !== t) return one;
    return inBox ? { ...one, inside: [...one.inside, set] } : { ...one, outside: [...one.outside, set] };
  });
  return { ...region, texts };
}
