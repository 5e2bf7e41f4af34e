import type { Condition } from '../conditions/evaluate.js';
import { quickIncludes } from '../glob.js';
import { bindGlob, identityOfPattern, type Lookup, type Pattern } from '../pattern.js';
import type { ActionPattern, NormalStatement, Selection } from '../policy/statement.js';
import type { PrincipalEntry } from '../principal.js';
import { type ResourceGlob, resourceGlob, surelyIncludes } from './arn-overlap.js';
import { namesEveryoneOf } from './principal-cover.js';

/**
 * Proof from the text alone that `outer` applies whenever `inner` does, actions aside. It holds for every value of every policy
 * variable: `lookup` gives each variable a letter of its own. False only means that the text does not show it.
 */
export function covers(outer: NormalStatement, inner: NormalStatement, lookup: Lookup): boolean {
  return (
    coversResources(outer.resources, inner.resources, lookup) &&
    coversPrincipals(outer.principals, inner.principals) &&
    outer.conditions.every((wanted) => inner.conditions.some((given) => implies(given, wanted)))
  );
}

/** Proof from the text alone that `outer` selects every action that `inner` does. */
export function coversActions(outer: Selection<ActionPattern>, inner: Selection<ActionPattern>): boolean {
  if (outer.not !== inner.not) return !outer.not && outer.values.some(({ text }) => text === '*');
  const [wide, narrow] = outer.not ? [inner.values, outer.values] : [outer.values, inner.values];
  return narrow.every((one) => wide.some((other) => quickIncludes(other.glob, one.glob)));
}

function coversResources(
  outer: Selection<Pattern> | undefined,
  inner: Selection<Pattern> | undefined,
  lookup: Lookup,
): boolean {
  if (!outer) return true;
  const globs = (selection: Selection<Pattern>): ResourceGlob[] =>
    selection.values.flatMap((one) => {
      const glob = bindGlob(one, lookup);
      return glob ? [resourceGlob(glob)] : [];
    });
  if (!outer.not && outer.values.some(({ text }) => text === '*')) return true;
  if (!inner || outer.not !== inner.not) return false;
  const [wide, narrow] = outer.not ? [globs(inner), globs(outer)] : [globs(outer), globs(inner)];
  return narrow.every((one) => wide.some((other) => surelyIncludes(other, one)));
}

function coversPrincipals(
  outer: Selection<PrincipalEntry> | undefined,
  inner: Selection<PrincipalEntry> | undefined,
): boolean {
  if (!outer || (!outer.not && outer.values.some(({ kind }) => kind === '*'))) return true;
  if (!inner || outer.not !== inner.not) return false;
  const [wide, narrow] = outer.not ? [inner.values, outer.values] : [outer.values, inner.values];
  return narrow.every((one) => wide.some((other) => namesEveryoneOf(other, one)));
}

/** Does `given` hold only when `wanted` does too? Compared by operator, key and values. */
function implies(given: Condition, wanted: Condition): boolean {
  const [a, b] = [given.operator, wanted.operator];
  if (given.key !== wanted.key || a.theory !== b.theory || a.compare !== b.compare || a.negated !== b.negated)
    return false;
  if (a.set !== b.set || (a.ifExists && !b.ifExists)) return false;
  const [wide, narrow] = a.negated ? [given, wanted] : [wanted, given];
  const known = new Set(wide.values.map(identityOfPattern));
  return narrow.values.every((one) => known.has(identityOfPattern(one)));
}
