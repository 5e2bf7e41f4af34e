import { actionNameOf, servicePrefixOf } from '../../model/action.js';
import type { AdvisorRecord } from '../../model/usage.js';
import type { Classified } from './classify.js';
import { countStates } from './counts.js';
import { type ActionGroup, LEVELS, type Level, type ServiceReport, type State, type UsedAction } from './types.js';

/** One granted action, decided. */
export interface DecidedAction extends Classified {
  action: string;
  level: Level;
}

const MAX_RESOURCES = 20;
/** The largest service has some 800 actions; more names than these come from hostile policies. */
const MAX_NAMES = 1000;

/** Groups decided actions by service, sorted by its prefix. */
export function servicesOf(actions: readonly DecidedAction[], advisor: readonly AdvisorRecord[] = []): ServiceReport[] {
  const byService = new Map<string, DecidedAction[]>();
  for (const one of actions) {
    const prefix = servicePrefixOf(one.action) || one.action;
    const list = byService.get(prefix);
    if (list) list.push(one);
    else byService.set(prefix, [one]);
  }
  return [...byService]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([service, own]) => {
      const tried = latest(advisor.filter((one) => one.service === service).map(({ lastAccessed }) => lastAccessed));
      return { ...serviceOf(service, own), ...(tried !== null && { lastTried: tried }) };
    });
}

function serviceOf(service: string, actions: readonly DecidedAction[]): ServiceReport {
  const used = actions.filter(({ state }) => state === 'used').map(usedAction);
  const groups = (state: State) => groupsOf(actions.filter((one) => one.state === state));
  return {
    service,
    counts: countStates(actions.map(({ state }) => state)),
    lastUsed: latest(used.map(({ last }) => last)),
    used: used.sort((a, b) => (a.action < b.action ? -1 : 1)),
    needed: groups('needed'),
    unused: groups('unused'),
    unobservable: groups('unobservable'),
  };
}

function usedAction({ action, level, uses }: DecidedAction): UsedAction {
  return {
    action,
    level,
    last: latest(uses.map(({ last }) => last)) ?? '',
    count: uses.reduce((sum, { count }) => sum + count, 0),
    resources: [...new Set(uses.map(({ resource }) => resource))].sort().slice(0, MAX_RESOURCES),
  };
}

/** One group for each access level and kind of reason, worst level first. The reason of the first name stands for the group. */
function groupsOf(actions: readonly DecidedAction[]): ActionGroup[] {
  const groups = new Map<string, { level: Level; why: string; names: string[] }>();
  for (const { action, level, why } of actions) {
    const kind = kindOfReason(why);
    const key = `${level}\n${kind}`;
    const group = groups.get(key);
    if (group) group.names.push(actionNameOf(action));
    else groups.set(key, { level, why: kind, names: [actionNameOf(action)] });
  }
  return [...groups.values()]
    .sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || (a.why < b.why ? -1 : 1))
    .map(({ level, why, names }) => {
      const sorted = names.toSorted();
      return {
        level,
        why,
        names: sorted.slice(0, MAX_NAMES),
        more: Math.max(0, sorted.length - MAX_NAMES),
      };
    });
}

/** Reasons seen so far: many actions have the same. */
const KINDS = new Map<string, string>();
const MAX_KINDS = 100_000;

function kindOfReason(why: string): string {
  const known = KINDS.get(why);
  if (known !== undefined) return known;
  const kind = generalReason(why);
  if (KINDS.size < MAX_KINDS) KINDS.set(why, kind);
  return kind;
}

/** Reasons that name the operation would make a group of every action. */
function generalReason(why: string): string {
  if (why.startsWith('CloudTrail logs ')) return 'CloudTrail logs every call that needs it, and none was made';
  if (why.startsWith('CloudTrail never logs ')) return 'CloudTrail never logs the calls that need it';
  if (why.startsWith('the catalog does not know how CloudTrail names '))
    return 'the catalog does not know how CloudTrail names the calls that need it';
  const tracked = /^Access Advisor tracks (\S+) and saw no attempt$/.exec(why);
  if (tracked) return `Access Advisor tracks ${tracked[1]!.includes(':') ? 'it' : 'the service'} and saw no attempt`;
  if (/^Access Advisor saw an attempt on \S+:\S+ at /.test(why)) return 'Access Advisor saw an attempt on it';
  if (/^the event of .* does not show whether /.test(why)) return 'the log does not show whether it was needed';
  return why;
}

/** The latest of some ISO 8601 times. */
export const latest = (times: readonly (string | null | undefined)[]): string | null =>
  times.reduce<string | null>((best, time) => (time && (best === null || time > best) ? time : best), null);
