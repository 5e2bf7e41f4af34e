import { parseGlob } from '../glob.js';
import type { ActionPattern, Selection } from '../policy/statement.js';
import type { ResourceGlob } from './arn-overlap.js';
import { type TextSet, TextSpace } from './text-space.js';

const ANY_ACTION = parseGlob('?*:?*');
const TWO_COLONS = parseGlob('*:*:*');

/** Actions as texts, for policies whose patterns overlap in too many ways for `ActionSpace` to list them all. */
export class ActionTexts extends TextSpace {
  set(actions: Selection<ActionPattern>): TextSet {
    return this.setOf(
      actions.not,
      actions.values.map(({ glob }) => glob),
    );
  }

  protected searchIn(chosen: readonly ResourceGlob[], avoid: readonly ResourceGlob[]): string | undefined {
    const must = [...chosen.map(({ glob }) => glob), ANY_ACTION].map((glob) => ({ globs: [glob] }));
    return this.shortest(must, { globs: [...avoid.map(({ glob }) => glob), TWO_COLONS] });
  }
}
