import { runTimeName } from './run-time-names.js';
import { withoutVolatile } from './volatile-token.js';

/** Count and times of one resource. A tally that was folded into a wider one points at it. */
export interface Tally {
  count: number;
  first: string;
  last: string;
  into?: Tally;
}

interface Node {
  children: Map<string, Node>;
  tally: Tally | undefined;
}

/**
 * Distinct children of one place in a run-time name from which on they become `*`, by depth: the threshold of `balanced` for the first
 * two levels, tighter below, so that a tree holds at most 9·9·3 leaves however many names pass.
 */
const CHILDREN_BY_DEPTH = [10, 10, 4] as const;
const CHILDREN_BELOW = 2;
const MAX_DEPTH = 8;
/**
 * A place whose children were merged, inside the tool: `**`, so that rows handed from thread to thread or saved still take in every sibling. A star
 * in a name can't be mistaken for it, since names are escaped (`${*}`). {@link published} writes it as the `*` it is.
 */
const MERGED = '**';

/** A resource as it stands in the usage file. */
export const published = (resource: string): string => resource.replaceAll(MERGED, '*');
/** Resources with a name of their own are kept up to this many per role and action; beyond, the name is `*`. */
const MAX_NAMES = 500;

/**
 * The resources of one role and action, generalised while they arrive, in bounded memory. A place becomes `*` when it has too many
 * distinct children and stays so; since children only ever grow in number, the result does not depend on the order of arrival, nor on
 * how the events were shared out among threads.
 */
export class ResourceTree {
  private readonly names = new Map<string, Tally>();
  private readonly heads = new Map<string, { root: Node; separator: string }>();
  private tooManyNames = false;

  /** The tally to count in for an ARN or `*`. Follow `into` with {@link current} before counting in a kept one. */
  tally(arn: string): Tally {
    const run = runTimeName(arn);
    if (!run) return this.named(arn);
    let head = this.heads.get(run.head);
    if (!head) {
      head = { root: { children: new Map(), tally: undefined }, separator: run.separator };
      this.heads.set(run.head, head);
    }
    const tokens = run.tokens.length > MAX_DEPTH ? [...run.tokens.slice(0, MAX_DEPTH - 1), MERGED] : run.tokens;
    let node = head.root;
    tokens.forEach((token, depth) => {
      node = child(node, withoutVolatile(token), depth);
    });
    node.tally ??= newTally();
    return node.tally;
  }

  /** Every resource with its tally, unsorted. */
  *entries(): Generator<[string, Tally]> {
    yield* this.names;
    for (const [head, { root, separator }] of this.heads) yield* leaves(root, head, '', separator);
  }

  private named(arn: string): Tally {
    const key = this.tooManyNames ? withoutName(arn) : arn;
    let tally = this.names.get(key);
    if (tally) return tally;
    tally = newTally();
    this.names.set(key, tally);
    if (!this.tooManyNames && this.names.size > MAX_NAMES) {
      this.tooManyNames = true;
      for (const [name, old] of [...this.names]) {
        const wide = withoutName(name);
        if (wide === name) continue;
        this.names.delete(name);
        fold(old, this.named(wide));
      }
      return current(tally);
    }
    return tally;
  }
}

/** The tally that counts now for one that may have been folded. */
export function current(tally: Tally): Tally {
  let now = tally;
  while (now.into) now = now.into;
  return now;
}

/** Adds a number of events between two times. */
export function count(tally: Tally, number: number, first: string, last: string): void {
  tally.count += number;
  if (tally.first === '' || first < tally.first) tally.first = first;
  if (last > tally.last) tally.last = last;
}

const newTally = (): Tally => ({ count: 0, first: '', last: '' });

/** Widens an ARN to every name of its type: `table/Orders/index/x` → `table/*`, `queue` → `*` in its own field. */
function withoutName(arn: string): string {
  const fields = arn.split(':');
  if (fields.length < 6) return arn;
  const resource = fields.slice(5).join(':');
  const type = /^[A-Za-z-]+[/:]/.exec(resource)?.[0] ?? '';
  return [...fields.slice(0, 5), `${type}*`].join(':');
}

function fold(from: Tally, into: Tally): void {
  if (from === into) return;
  if (from.count > 0) count(into, from.count, from.first, from.last);
  from.into = into;
}

/** The child for a token; all of a place's children become one when they are too many. */
function child(node: Node, token: string, depth: number): Node {
  const merged = node.children.get(MERGED) ?? node.children.get(token);
  if (merged) return merged;
  const fresh: Node = { children: new Map(), tally: undefined };
  node.children.set(token, fresh);
  const most = CHILDREN_BY_DEPTH[depth] ?? CHILDREN_BELOW;
  if (token !== MERGED && node.children.size < most) return fresh;
  return mergeChildren(node, depth);
}

function mergeChildren(node: Node, depth: number): Node {
  const all = [...node.children.values()];
  const merged: Node = { children: new Map(), tally: undefined };
  node.children = new Map([[MERGED, merged]]);
  for (const one of all) mergeInto(merged, one, depth + 1);
  return merged;
}

function mergeInto(target: Node, from: Node, depth: number): void {
  if (from.tally) {
    target.tally ??= newTally();
    fold(from.tally, target.tally);
  }
  for (const [token, below] of from.children) mergeInto(child(target, token, depth), below, depth + 1);
}

function* leaves(node: Node, path: string, glue: string, separator: string): Generator<[string, Tally]> {
  if (node.tally) yield [path, node.tally];
  for (const [token, below] of node.children) yield* leaves(below, path + glue + token, separator, separator);
}
