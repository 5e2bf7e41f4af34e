import { daysOf } from '../../model/days.js';
import type { Usage } from '../../model/usage.js';
import type { Observer, RoleInput } from './inputs.js';
import type { State, Window } from './types.js';

/** What is known of one granted action, and what says so. */
export interface Classified {
  state: State;
  why: string;
  uses: readonly Usage[];
}

export interface ClassifyContext {
  window: Window | null;
  /** Days of history below which nothing unseen is called unused. */
  minimumDays: number;
  observe: Observer;
}

/**
 * Decides the state of the granted actions of one role. A use proves a use; no use proves nothing unless it would have been seen, in a
 * window that is long enough; a denied call shows that somebody wants it. `everywhere`: the action is granted on `*`. Unknown is never unused.
 */
export function classifier(
  role: RoleInput,
  context: ClassifyContext,
): (action: string, everywhere: boolean) => Classified {
  const allowed = new Map<string, Usage[]>();
  const denied = new Set<string>();
  for (const use of role.usage?.usages ?? []) {
    const key = use.action.toLowerCase();
    if (use.outcome === 'denied') denied.add(key);
    else allowed.set(key, [...(allowed.get(key) ?? []), use]);
  }
  const age = context.window ? ageIn(context.window, role) : undefined;
  return (action, everywhere) => {
    const key = action.toLowerCase();
    const uses = allowed.get(key);
    if (uses) return { state: 'used', why: 'seen in the log', uses };
    const need = role.needs.get(key);
    if (need !== undefined) return { state: 'needed', why: need, uses: [] };
    if (denied.has(key)) return unobservable('calls were denied, so that something wants it');
    return unseen(action, everywhere, role, age, context);
  };
}

function unseen(
  action: string,
  everywhere: boolean,
  role: RoleInput,
  age: number | undefined,
  { window, minimumDays, observe }: ClassifyContext,
): Classified {
  if (!window) return unobservable('there is no history with a time');
  if (neverUsed(role) && age !== undefined && age >= minimumDays)
    return { state: 'unused', why: 'IAM has no record of any use of the role', uses: [] };
  if (!role.usage) return unobservable(role.problems?.[0] ?? 'the history says nothing of this role');
  if (window.days < minimumDays)
    return unobservable(`${window.days} days of history are fewer than the ${minimumDays} that are asked for`);
  if (age !== undefined && age < minimumDays)
    return unobservable(`the role is ${Math.max(0, age)} days old, fewer than the ${minimumDays} that are asked for`);
  const { observable, why } = observe(action, role.usage, everywhere);
  return observable ? { state: 'unused', why, uses: [] } : unobservable(why);
}

/**
 * Whether IAM keeps track of the role's uses and has none, in the 400 days it keeps:
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html
 */
export const neverUsed = ({ lastUsed, usage }: RoleInput): boolean =>
  lastUsed === null &&
  (usage?.usages.length ?? 0) === 0 &&
  !usage?.advisor.some(({ lastAccessed }) => lastAccessed !== null);

/** Days from the making of a role to the end of the window; undefined when nobody says when it was made. */
function ageIn({ to }: Window, { createdAt, usage }: RoleInput): number | undefined {
  const made = [createdAt, usage?.created].filter((time) => time !== undefined);
  const [latest] = made.toSorted((a, b) => Date.parse(b) - Date.parse(a));
  return latest === undefined ? undefined : daysOf({ from: latest, to });
}

const unobservable = (why: string): Classified => ({ state: 'unobservable', why, uses: [] });
