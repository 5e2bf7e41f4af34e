import type { Catalog } from '../../catalog/types.js';
import { actionNameOf, servicePrefixOf } from '../../model/action.js';
import { globIncludes } from '../../prove/index.js';
import { closest } from '../did-you-mean.js';
import { matchesAnyAction } from '../match-actions.js';
import type { Entry } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

/** Do the actions exist, and is each of them needed? */
export const actions: Rule = function* ({ policy, catalog }) {
  const guess = guessing(MOST_GUESSES);
  for (const { elements, action, notAction } of policy.statements) {
    for (const entry of [...action, ...notAction]) yield* exists(entry, catalog, guess);
    for (const name of ['Action', 'NotAction']) {
      const list = elements.get(name)?.value;
      if (list?.kind === 'array' && list.items.length === 0) yield { code: 'EMPTY_ARRAY_ACTION', at: list };
    }
    yield* redundant(action);
    yield* redundant(notAction);
  }
};

type Guess = typeof closest;

function* exists({ text, node }: Entry, catalog: Catalog, guess: Guess): Iterable<Complaint> {
  if (text === '*') return;
  const prefix = servicePrefixOf(text);
  if (/[*?]/.test(prefix)) return yield { code: 'WILDCARD_IN_SERVICE_NAME', at: node };
  if (text.includes(':') && !catalog.service(prefix)) {
    const near = guess(prefix, catalog.prefixes());
    return yield {
      code: 'INVALID_SERVICE_IN_ACTION',
      at: node,
      args: { service: prefix, hint: near ? ` Did you mean ${near}?` : '' },
    };
  }
  if (matchesAnyAction(text, catalog)) return;
  const near = guess(actionNameOf(text), Object.keys(catalog.service(prefix)?.actions ?? {}));
  const hint = near ? ` Did you mean ${prefix}:${near}?` : '';
  yield { code: 'INVALID_ACTION', at: node, args: { action: text, hint } };
}

/** How many wrong names of one policy get a "did you mean": after that the author has another problem. */
const MOST_GUESSES = 30;

const guessing = (most: number): Guess => {
  let left = most;
  return (name, known) => (left-- > 0 ? closest(name, known) : undefined);
};

/** Lists with more pairs of an action and a wildcard than this are not compared: no policy AWS takes has them. */
const MOST_PAIRS = 200_000;

/** An action all of which another entry of the list says too. Of equal entries the later one is redundant. */
function* redundant(entries: readonly Entry[]): Iterable<Complaint> {
  const rows = entries.map((entry) => ({ ...entry, lower: entry.text.toLowerCase() }));
  const globs = rows.filter(({ lower }) => /[*?]/.test(lower));
  const first = new Map<string, Entry>();
  if (rows.length * globs.length > MOST_PAIRS) return;
  for (const row of rows) {
    const by = first.get(row.lower) ?? globs.find((glob) => covers(glob.lower, row.lower));
    if (by) yield { code: 'REDUNDANT_ACTION', at: row.node, args: { action: row.text, by: by.text } };
    else first.set(row.lower, row);
  }
}

/** Does the glob match more than the other, of the same service? */
function covers(glob: string, other: string): boolean {
  const sameService =
    glob === '*' || servicePrefixOf(glob) === servicePrefixOf(other) || /[*?]/.test(servicePrefixOf(glob));
  return glob !== other && sameService && globIncludes(glob, other) && !globIncludes(other, glob);
}
