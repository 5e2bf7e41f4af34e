import type { Catalog } from '../../catalog/types.js';
import { type ClassifyContext, classifier, neverUsed } from './classify.js';
import { controlsFor } from './controls.js';
import { countStates } from './counts.js';
import { escalationsOf } from './escalation.js';
import { type Expander, expandGranted } from './granted.js';
import type { RoleInput } from './inputs.js';
import type { Knowledge } from './knowledge.js';
import { nextSteps } from './next-steps.js';
import { riskOf } from './risk.js';
import { type DecidedAction, latest, servicesOf } from './services.js';
import { type Counts, LEVELS, type RoleReport, type State } from './types.js';

export interface RoleContext extends ClassifyContext {
  catalog: Catalog;
  know: Knowledge;
  expand: Expander;
}

/** Everything the report says of one role. */
export function reportRole(role: RoleInput, context: RoleContext): RoleReport {
  const { catalog, expand, know } = context;
  const granted = expandGranted(role, catalog, expand);
  const classify = classifier(role, context);
  const actions: DecidedAction[] = [...granted.actions].map(([action, on]) => ({
    action,
    level: know(action).level,
    ...classify(action, on.has('*')),
  }));
  const states = new Map<string, State>(actions.map(({ action, state }) => [action, state]));
  const services = servicesOf(actions, role.usage?.advisor);
  const escalations = escalationsOf(actions);
  const counts = countStates(states.values());
  const privileged = escalations.length > 0 || actions.some(({ level }) => level === 'Permissions management');
  const facts = {
    id: role.id,
    name: role.name,
    arn: role.arn,
    functions: role.functions.toSorted(),
    shared: role.functions.length > 1,
    granted: role.policies !== undefined,
    observed: role.usage !== undefined,
    lastUsed: latest([role.lastUsed, ...services.map(({ lastUsed }) => lastUsed)]),
    neverUsed: neverUsed(role),
    risk: riskOf(actions, granted.actions, escalations),
    counts,
    levels: levelsOf(actions),
    services,
    grants: granted.grants
      .map(({ actions: known, ...grant }) => ({
        ...grant,
        counts: countStates(known.map((action) => states.get(action)!)),
      }))
      .sort(byText),
    wildcardActions: [...granted.actions].filter(([action, on]) => on.has('*') && know(action).canBeLimited).length,
    escalations,
    unknownPatterns: granted.unknownPatterns,
    unknownPolicies: role.unknownPolicies.toSorted(),
    ...(role.problems && { problems: role.problems.toSorted() }),
    ...(role.tags && { tags: role.tags.toSorted((a, b) => (a.key < b.key ? -1 : 1)) }),
    controls: controlsFor(counts.unused, privileged),
  };
  return { ...facts, next: nextSteps(facts) };
}

function levelsOf(actions: readonly DecidedAction[]): { [level: string]: Counts } {
  const present = LEVELS.filter((level) => actions.some((one) => one.level === level));
  return Object.fromEntries(
    present.map((level) => [
      level,
      countStates(actions.filter((one) => one.level === level).map(({ state }) => state)),
    ]),
  );
}

const byText = (a: { action: string; resource: string; origin: string }, b: typeof a): number => {
  const [one, other] = [a, b].map(({ action, resource, origin }) => [action, resource, origin].join('\n'));
  return one! < other! ? -1 : one! > other! ? 1 : 0;
};
