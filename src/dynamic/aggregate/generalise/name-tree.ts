import { fold, newTally, type Tally } from './tally.js';
import { SHAPE, shapeOf } from './token-shape.js';
import { withoutVolatile } from './volatile-token.js';

/**
 * Distinct children of one place in a run-time name from which on they become `*`, by depth: the threshold of `balanced` for the first
 * two levels, tighter below, so that a tree holds at most 9·9·3 leaves however many names pass.
 */
const CHILDREN_BY_DEPTH = [10, 10, 4] as const;
const CHILDREN_BELOW = 2;
const MAX_DEPTH = 8;
/**
 * A place whose children were merged, inside the tool: `**`, so that rows handed from thread to thread or saved still take in every sibling. A star
 * in a name can't be mistaken for it, since names are escaped (`${*}`).
 */
export const MERGED = '**';

/** One place in a name. Children are few by design, so that a list is searched faster than a map. */
interface Place {
  names: string[];
  below: Place[];
  tally: Tally | undefined;
}

const newPlace = (): Place => ({ names: [], below: [], tally: undefined });

/**
 * Names made at run time behind one head (a bucket's keys), generalised while they arrive. A place becomes `*` when it has too many distinct
 * children and stays so; since children only ever grow in number, the result does not depend on the order of arrival.
 */
export class NameTree {
  private readonly root = newPlace();

  constructor(private readonly separator: string) {}

  /** The tally of a name. Follow `into` before counting in a kept one. */
  tally(name: string): Tally {
    const tokens = name.split(this.separator);
    if (tokens.length > MAX_DEPTH) tokens.splice(MAX_DEPTH - 1, tokens.length, MERGED);
    let place = this.root;
    tokens.forEach((token, depth) => {
      place = child(place, withoutVolatile(token), depth);
    });
    place.tally ??= newTally();
    return place.tally;
  }

  /**
   * The same for a name in bytes, `bytes[start, end)`, which must be plain ASCII: object keys are met once each, so that a string of every one
   * would be most of the work. Where a place is merged its token is not even looked at.
   */
  tallyAt(bytes: Buffer, start: number, end: number): Tally {
    const separator = this.separator.charCodeAt(0);
    let place = this.root;
    let from = start;
    for (let depth = 0; ; depth++) {
      let to = from;
      while (to < end && bytes[to] !== separator) to++;
      if (to < end && depth === MAX_DEPTH - 1) {
        place = child(place, MERGED, depth);
        break;
      }
      place = place.names[0] === MERGED ? place.below[0]! : childAt(place, bytes, from, to, depth);
      if (to >= end) break;
      from = to + 1;
    }
    place.tally ??= newTally();
    return place.tally;
  }

  /** Every name behind `head` with its tally, unsorted. */
  entries(head: string): Generator<[string, Tally]> {
    return leaves(this.root, head, '', this.separator);
  }
}

/** The child for a token; all of a place's children become one when they are too many. */
function child(place: Place, token: string, depth: number): Place {
  const known = place.names[0] === MERGED ? 0 : place.names.indexOf(token);
  if (known >= 0) return place.below[known]!;
  const fresh = newPlace();
  place.names.push(token);
  place.below.push(fresh);
  const most = CHILDREN_BY_DEPTH[depth] ?? CHILDREN_BELOW;
  if (token !== MERGED && place.names.length < most) return fresh;
  return mergeChildren(place, depth);
}

function childAt(place: Place, bytes: Buffer, start: number, end: number, depth: number): Place {
  const shape = shapeOf(bytes, start, end);
  if (shape === SHAPE.volatile) return child(place, '*', depth);
  if (shape === SHAPE.plain)
    for (let i = 0; i < place.names.length; i++) if (isAt(place.names[i]!, bytes, start, end)) return place.below[i]!;
  const token = bytes.toString('latin1', start, end);
  return child(place, shape === SHAPE.plain ? token : withoutVolatile(token), depth);
}

function isAt(name: string, bytes: Buffer, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}

function mergeChildren(place: Place, depth: number): Place {
  const all = place.below;
  const merged = newPlace();
  place.names = [MERGED];
  place.below = [merged];
  for (const one of all) mergeInto(merged, one, depth + 1);
  return merged;
}

function mergeInto(target: Place, from: Place, depth: number): void {
  if (from.tally) {
    target.tally ??= newTally();
    fold(from.tally, target.tally);
  }
  from.names.forEach((token, index) => {
    mergeInto(child(target, token, depth), from.below[index]!, depth + 1);
  });
}

function* leaves(place: Place, path: string, glue: string, separator: string): Generator<[string, Tally]> {
  if (place.tally) yield [path, place.tally];
  for (const [index, token] of place.names.entries())
    yield* leaves(place.below[index]!, path + glue + token, separator, separator);
}
