import { matchesArnGlob } from './arn-pattern.js';
import { holds } from './conditions/evaluate.js';
import { bindGlob, type Lookup, type Pattern } from './pattern.js';
import { type NormalStatement, type Selection, selectsAction } from './policy/statement.js';
import { namesPrincipal, type PrincipalEntry } from './principal.js';
import type { AccessRequest, RequestPrincipal } from './types.js';

/** Does the statement apply to the request: action, resource, principal and all conditions? */
export function applies(statement: NormalStatement, request: AccessRequest, lookup: Lookup): boolean {
  return (
    selectsAction(statement.actions, request.action.toLowerCase()) &&
    selectsResource(statement.resources, request.resource, lookup) &&
    selectsPrincipal(statement.principals, request.principal) &&
    statement.conditions.every((condition) => holds(condition, lookup))
  );
}

/** A statement without resources (trust policies) applies to any. */
function selectsResource(resources: Selection<Pattern> | undefined, resource: string, lookup: Lookup): boolean {
  if (!resources) return true;
  const hit = resources.values.some((pattern) => {
    const glob = bindGlob(pattern, lookup);
    return glob !== undefined && matchesArnGlob(glob, resource);
  });
  return hit !== resources.not;
}

/** A statement without principals (identity policies) applies to whoever it is attached to. */
export function selectsPrincipal(
  principals: Selection<PrincipalEntry> | undefined,
  who: RequestPrincipal | undefined,
): boolean {
  return !principals || principals.values.some((entry) => namesPrincipal(entry, who)) !== principals.not;
}
