import { Automaton, type GroupSpec } from './automaton.js';
import { Budget } from './budget.js';
import { isLiteral, matchesGlob, parseGlob, quickIncludes } from './glob.js';
import { withOther } from './letters.js';
import { shortestText } from './search-texts.js';

/** States for one question about two globs; more than any pair of real patterns needs. */
const PAIR_STEPS = 50_000;

/** Is every text that `inner` matches also matched by `outer`? False when it is not, or not proved within the budget. */
export function globIncludes(outer: string, inner: string): boolean {
  const [o, i] = [parseGlob(outer), parseGlob(inner)];
  if (quickIncludes(o, i)) return true;
  if (isLiteral(i)) return matchesGlob(o, inner);
  const budget = new Budget(PAIR_STEPS);
  const missing = textIn({ globs: [i] }, [{ globs: [o] }], budget);
  return missing === undefined && !budget.spent;
}

/** A text in the first group and in none of the others, the shortest; undefined when there is none or the budget is spent. */
function textIn(wanted: GroupSpec, unwanted: readonly GroupSpec[], budget: Budget): string | undefined {
  const automaton = new Automaton([wanted, ...unwanted]);
  const [yes, ...no] = automaton.groups;
  const accept = no.reduce((mask, group) => mask | group.accept, 0n);
  const forever = no.reduce((mask, group) => mask | group.forever, 0n);
  return shortestText(
    automaton,
    {
      wanted: (states) => (states & yes!.accept) !== 0n && (states & accept) === 0n,
      alive: (states) => (states & yes!.all) !== 0n && (states & forever) === 0n,
      letters: withOther(automaton.letters),
    },
    budget,
  );
}
