import type { Catalog } from '../../catalog/types.js';
import { servicePrefixOf } from '../../model/action.js';
import type { Statement } from '../../model/policy.js';
import { actionsOf, matchesAction } from '../../prove/index.js';
import type { Grant } from '../types.js';
import { DENIED, EXACT_SERVICES } from './denied-actions.js';
import { PLATFORM } from './envelope.js';
import { openingActions } from './opening-actions.js';

/** Actions of which a boundary also denies every resource but the needed ones. */
const PER_RESOURCE = [
  { action: 'iam:PassRole', sid: 'DenyPassingOtherRoles' },
  { action: 'sts:AssumeRole', sid: 'DenyAssumingOtherRoles' },
];

/**
 * The Deny statements of a boundary. They matter although a boundary grants nothing: a policy of a resource can give a session access past
 * what the boundary does not allow, but not past a Deny. Nothing needed is denied.
 */
export function deniesOf(needed: readonly Grant[], allowed: readonly string[], catalog: Catalog): Statement[] {
  const actions = [...new Set(needed.map((grant) => grant.action as string))];
  const escalating = DENIED.flatMap(({ patterns }) => patterns).flatMap((pattern) =>
    without(pattern, actions, catalog),
  );
  const prefixes = [...new Set(allowed.map(servicePrefixOf))];
  const opening = prefixes.flatMap((prefix) => openingActions(prefix, actions, catalog));
  const reachable = [...new Set([...escalating, ...opening])].filter(
    (pattern, _, all) =>
      allowed.some((open) => meets(open, pattern)) &&
      !all.some((other) => other !== pattern && matchesAction(other, pattern)),
  );
  return [
    { Sid: 'DenyServicesNotInUse', Effect: 'Deny', NotAction: servicesOf(allowed), Resource: ['*'] },
    ...(reachable.length > 0
      ? [{ Sid: 'DenyPrivilegeEscalation', Effect: 'Deny' as const, Action: reachable.sort(), Resource: ['*'] }]
      : []),
    ...PER_RESOURCE.flatMap(({ action, sid }) => denyOthers(action, sid, needed)),
  ];
}

/** Whole services, since what is open inside them is for the Allow to say; single actions of those that give out permissions. */
const servicesOf = (allowed: readonly string[]): string[] => {
  const isExact = (action: string) => EXACT_SERVICES.has(servicePrefixOf(action)) || PLATFORM.includes(action);
  const serviceOf = (action: string) => `${servicePrefixOf(action)}:*`;
  const services = new Set(allowed.filter((action) => !isExact(action)).map(serviceOf));
  const exact = allowed.filter((action) => isExact(action) && !services.has(serviceOf(action)));
  return [...services, ...exact].sort();
};

/** The pattern itself, or, where something it matches is needed, the other actions it matches. */
function without(pattern: string, needed: readonly string[], catalog: Catalog): string[] {
  if (!needed.some((action) => matchesAction(pattern, action))) return [pattern];
  return actionsOf(pattern, catalog).filter((action) => !needed.includes(action));
}

/** Could one action match both? Exact where at least one of them has no wildcard, else by service. */
const meets = (open: string, pattern: string): boolean =>
  matchesAction(open, pattern) ||
  matchesAction(pattern, open) ||
  (open.includes('*') && pattern.includes('*') && servicePrefixOf(open) === servicePrefixOf(pattern));

function denyOthers(action: string, sid: string, needed: readonly Grant[]): Statement[] {
  const resources = [
    ...new Set(needed.filter((grant) => grant.action === action).map((grant) => grant.resource)),
  ].sort();
  if (resources.length === 0 || resources.includes('*')) return [];
  return [{ Sid: sid, Effect: 'Deny', Action: [action], NotResource: resources }];
}
