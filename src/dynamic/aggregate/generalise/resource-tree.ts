import { MERGED, NameTree } from './name-tree.js';
import { runTimeName } from './run-time-names.js';
import { current, fold, newTally, type Tally } from './tally.js';

/** A resource as it stands in the usage file: a merged place is written as the `*` it is. */
export const published = (resource: string): string => resource.replaceAll(MERGED, '*');
/** Resources with a name of their own are kept up to this many per role and action; beyond, the name is `*`. */
const MAX_NAMES = 500;

/**
 * The resources of one role and action, generalised while they arrive, in bounded memory. The result does not depend on the order of arrival, nor
 * on how the events were shared out among threads.
 */
export class ResourceTree {
  private readonly names = new Map<string, Tally>();
  private readonly heads = new Map<string, NameTree>();
  private tooManyNames = false;

  /** The tally to count in for an ARN or `*`. Follow `into` with {@link current} before counting in a kept one. */
  tally(arn: string): Tally {
    const run = runTimeName(arn);
    return run ? this.behind(run.head, run.separator).tally(arn.slice(run.head.length)) : this.named(arn);
  }

  /** The names made at run time behind a head, as {@link runTimeName} tells it. */
  behind(head: string, separator: string): NameTree {
    let tree = this.heads.get(head);
    if (!tree) {
      tree = new NameTree(separator);
      this.heads.set(head, tree);
    }
    return tree;
  }

  /** Every resource with its tally, unsorted. */
  *entries(): Generator<[string, Tally]> {
    yield* this.names;
    for (const [head, tree] of this.heads) yield* tree.entries(head);
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

/** Widens an ARN to every name of its type: `table/Orders/index/x` → `table/*`, `queue` → `*` in its own field. */
function withoutName(arn: string): string {
  const fields = arn.split(':');
  if (fields.length < 6) return arn;
  const resource = fields.slice(5).join(':');
  const type = /^[A-Za-z-]+[/:]/.exec(resource)?.[0] ?? '';
  return [...fields.slice(0, 5), `${type}*`].join(':');
}
