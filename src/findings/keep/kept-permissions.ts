import type { Action } from '../../model/action.js';
import type { Finding } from '../../model/finding.js';
import type { LambdaFunction, Project } from '../../model/function.js';
import type { KeepEntry } from '../../model/keep.js';
import type { Permission, PermissionCondition } from '../../model/permission.js';
import type { Statement } from '../../model/policy.js';
import type { Text } from '../../model/text.js';
import { belongsTo } from './owner.js';
import { readCondition } from './read-condition.js';
import { readResource } from './read-resource.js';

/** The part of the catalog that knows which actions exist. */
export interface ActionNames {
  action(action: string): unknown;
  service(prefix: string): { actions: { readonly [name: string]: { action: string } } } | undefined;
}

export interface Kept {
  permissions: Permission[];
  findings: Finding[];
}

/**
 * Permissions that keep entries ask for, for one function. An entry past its last day keeps nothing and is a finding; so is one that
 * matches no permission of today's policy, when it names no resource of its own.
 * @param today `2026-11-24`, in UTC: the last day is still kept
 */
export function keptPermissions(
  entries: readonly KeepEntry[],
  fn: LambdaFunction,
  project: Project,
  catalog: ActionNames,
  today: string,
): Kept {
  const out: Kept = { permissions: [], findings: [] };
  for (const entry of entries) {
    if (entry.function !== undefined && entry.function !== fn.id) continue;
    if (entry.at && project.templates?.[entry.at.file] && !belongsTo(entry.at, fn, project)) continue;
    const location = entry.at && { location: entry.at };
    if (entry.until !== undefined && entry.until < today) {
      const args = { action: entry.action, until: entry.until, reason: entry.reason };
      out.findings.push({ ruleId: 'IT705', level: 'warning', args, ...location });
      continue;
    }
    const grants = entry.resource === undefined ? grantsOfToday(entry.action, fn, project) : [];
    const named = entry.resource === undefined ? [] : [readResource(entry.resource, project, fn.declared)];
    const pairs: Grant[] = [
      ...grants,
      ...named.flatMap((resource) => actionsFor(entry.action, catalog).map((action) => ({ action, resource }))),
    ];
    if (pairs.length === 0) {
      const args = { action: entry.action, resource: entry.resource ?? 'any resource' };
      out.findings.push({ ruleId: 'IT706', level: 'note', args, ...location });
    }
    for (const { action, resource, condition } of pairs) {
      const { reason, until, at } = entry;
      const evidence = {
        source: 'kept',
        strength: 'proven',
        reason,
        ...(until && { until }),
        ...(at && { at }),
      } as const;
      out.permissions.push({
        action: action as Action,
        resource,
        ...(condition && { condition }),
        evidence: [evidence],
      });
    }
  }
  return out;
}

interface Grant {
  action: string;
  resource: Text;
  condition?: PermissionCondition;
}

/** What today's policy allows of an action or pattern: the narrower of the two patterns, on the policy's resources. */
function grantsOfToday(pattern: string, fn: LambdaFunction, project: Project): Grant[] {
  const statements = (fn.declared?.documents ?? []).flatMap(({ document }): Statement[] => [document.Statement].flat());
  return statements.flatMap(({ Effect, Action: actions, Resource: resources, Condition }) => {
    if (Effect !== 'Allow' || !actions || !resources) return [];
    const matching = [actions].flat().flatMap((action) => {
      if (globMatches(pattern, action)) return [action];
      return globMatches(action, pattern) ? [pattern] : [];
    });
    const condition = Condition && { condition: readCondition(Condition, fn.declared) };
    return matching.flatMap((action) =>
      [resources].flat().map((resource) => ({
        action,
        resource: readResource(resource, project, fn.declared),
        ...condition,
      })),
    );
  });
}

/** A pattern with a resource of its own means every action of the catalog that it matches. */
function actionsFor(pattern: string, catalog: ActionNames): string[] {
  if (!/[*?]/.test(pattern)) return catalog.action(pattern) ? [pattern] : [];
  const service = catalog.service(pattern.slice(0, pattern.indexOf(':')));
  return Object.values(service?.actions ?? {})
    .map(({ action }) => action)
    .filter((action) => globMatches(pattern, action));
}

/** Whether an IAM action pattern matches a text; without case. */
function globMatches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'i').test(text);
}
