import type { Catalog } from '../../catalog/types.js';
import type { PolicyDocument, Statement } from '../../model/policy.js';
import { actionsOf, matchesAction } from '../../prove/index.js';
import type { RoleInput } from './inputs.js';
import type { Grant } from './types.js';

/** A grant as written, with the actions of the catalog it stands for. */
export interface ExpandedGrant extends Omit<Grant, 'counts'> {
  actions: readonly string[];
}

/** What a role may do: its grants, and every distinct action with the resources it is granted on. */
export interface Granted {
  grants: ExpandedGrant[];
  /** Action in the catalog's spelling → resources. */
  actions: Map<string, ReadonlySet<string>>;
  unknownPatterns: string[];
}

/**
 * Expands what the policies allow through the catalog. Actions that a statement denies everywhere and without a condition, or that the
 * boundary does not allow, are not granted. A pattern that matches nothing known is counted as one action of its own.
 */
export function expandGranted(role: RoleInput, catalog: Catalog, expand: Expander = expander(catalog)): Granted {
  const policies = role.policies ?? [];
  const blocked = blockedBy(
    policies.map(({ document }) => document),
    role.boundary,
  );
  const granted: Granted = { grants: [], actions: new Map(), unknownPatterns: [] };
  const unknown = new Set<string>();
  for (const { origin, document, at } of policies) {
    for (const statement of statementsOf(document)) {
      if (statement.Effect !== 'Allow') continue;
      const resources =
        statement.Resource === undefined ? [statement.NotResource ? '*' : ''] : [statement.Resource].flat();
      const together: ReadonlySet<string> = new Set(resources);
      for (const [pattern, known] of patternsOf(statement, expand)) {
        const actions = (known.length > 0 ? known : [pattern]).filter((action) => !blocked(action));
        if (known.length === 0) unknown.add(pattern);
        for (const action of actions) {
          const on = granted.actions.get(action);
          // Actions of one pattern share their set: an administrator has twenty thousand.
          if (on === undefined) granted.actions.set(action, together);
          else if (!resources.every((resource) => on.has(resource)))
            granted.actions.set(action, new Set([...on, ...resources]));
        }
        for (const resource of resources)
          granted.grants.push({
            action: pattern,
            resource,
            conditional: statement.Condition !== undefined,
            origin,
            ...(at && { at }),
            actions,
          });
      }
    }
  }
  granted.unknownPatterns = [...unknown].sort();
  return granted;
}

/** Actions of the catalog that a pattern matches. */
export type Expander = (pattern: string) => readonly string[];

/** Remembers what patterns match: `*` is the same list for every role. */
export function expander(catalog: Catalog): Expander {
  const known = new Map<string, readonly string[]>();
  return (pattern) => {
    const key = pattern.toLowerCase();
    const found = known.get(key) ?? actionsOf(pattern, catalog);
    known.set(key, found);
    return found;
  };
}

function patternsOf({ Action, NotAction }: Statement, expand: Expander): [string, readonly string[]][] {
  if (Action !== undefined) return [Action].flat().map((pattern) => [pattern, expand(pattern)]);
  const except = [NotAction ?? []].flat();
  const left = expand('*').filter((action) => !except.some((pattern) => matchesAction(pattern, action)));
  return [[`* except ${except.join(', ')}`, left]];
}

const statementsOf = (document: PolicyDocument): Statement[] => [document.Statement].flat();

/** What takes an action away everywhere: a Deny of some policy on `*` without a condition, or a boundary that does not allow it. */
export function blockedBy(documents: readonly PolicyDocument[], boundary: PolicyDocument | undefined) {
  const all = [...documents, ...(boundary ? [boundary] : [])].flatMap(statementsOf);
  const denies = all.filter(
    ({ Effect, Condition, Resource }) =>
      Effect === 'Deny' && !Condition && Resource !== undefined && [Resource].flat().includes('*'),
  );
  const limits = boundary && statementsOf(boundary).filter(({ Effect }) => Effect === 'Allow');
  return (action: string): boolean =>
    denies.some((statement) => touches(statement, action)) ||
    (limits !== undefined && !limits.some((statement) => touches(statement, action)));
}

const touches = ({ Action, NotAction }: Statement, action: string): boolean =>
  Action !== undefined
    ? [Action].flat().some((pattern) => matchesAction(pattern, action))
    : ![NotAction ?? []].flat().some((pattern) => matchesAction(pattern, action));
