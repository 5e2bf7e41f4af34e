import { readCondition } from '../findings/keep/read-condition.js';
import { readResource } from '../findings/keep/read-resource.js';
import type { FunctionAnalysis } from '../model/analysis.js';
import type { Evidence, Permission } from '../model/permission.js';
import type { Text } from '../model/text.js';
import { globIncludes, includes, matchesAction } from '../prove/index.js';
import { type Granted, grantsOf } from './compare/grants.js';
import type { CompareContext } from './compare/index.js';
import { documentOf, type Needed, needsOf } from './compare/needs.js';
import { spellOut } from './compare/spell-out.js';
import { intersect } from './intersect.js';

/**
 * The permissions of a proposal. A need whose resource only run time knows is a pattern, and the policy of today may allow less of it, or
 * allow it under a condition: somebody knew better. Then the proposal keeps what today allows, and adds nothing. Other needs stay as
 * they are.
 */
export function boundByToday(
  result: FunctionAnalysis,
  { catalog, arnContext, resources }: CompareContext,
): Permission[] {
  const { declared } = result.fn;
  if (!declared) return result.permissions;
  const spell = spellOut(resources, catalog, arnContext);
  const spelled = (resource: string, action: string) =>
    [spell(documentOf([{ action, resource }])).Statement].flat()[0]!.Resource![0]!;
  const today = { identity: declared.documents.map(({ document }) => spell(document)) };
  const grants = grantsOf(declared.documents);

  /** What of a need a grant allows, when that is not all of it; undefined when it allows nothing of it for certain. */
  const shareOf = (need: Needed, grant: Granted): Text | undefined => {
    const { permission, action, widest, open } = need;
    const given = spelled(grant.resource, action);
    const wanted = spelled(widest, action);
    if (globIncludes(given, wanted)) return permission.resource;
    if (!open) return undefined;
    const text = readResource(grant.resource, { resources }, declared);
    if (globIncludes(wanted, given) || (given.startsWith('${') && isAny(widest))) return text;
    return intersect(permission.resource, text, arnContext);
  };

  return needsOf(result, arnContext).flatMap((need): Permission[] => {
    const { permission, action } = need;
    if (includes(spell(documentOf([need])), today).answer === 'none') return [permission];
    const shares = grants
      .filter((grant) => matchesAction(grant.action, action) && !(grant.condition && permission.condition))
      .flatMap((grant) => {
        const resource = shareOf(need, grant);
        return resource ? [{ grant, resource }] : [];
      });
    if (shares.length === 0) return [permission];
    return shares.map(({ grant, resource }) => ({
      ...permission,
      resource,
      ...(grant.condition && { condition: readCondition(grant.condition, declared) }),
      evidence: [...permission.evidence, boundBy(grant)],
    }));
  });
}

const boundBy = ({ at, condition }: Granted): Evidence => ({
  source: 'deployment',
  strength: 'likely',
  at,
  reason: condition
    ? 'the policy of today allows it under this condition only'
    : 'the policy of today allows only this of a resource known at run time',
});

/** Nothing is known of the resource but its type: `arn:aws:s3:::*` + `/*`, `arn:aws:dynamodb:*:*:table/*`. */
const isAny = (resource: string): boolean => /^(arn:[^:]*:[^:]*:[^:]*:[^:]*:[a-z-]*[/:]?)?\*(\/\*)*$/.test(resource);
