import { readResource } from '../findings/keep/read-resource.js';
import type { FunctionAnalysis } from '../model/analysis.js';
import type { Permission } from '../model/permission.js';
import { globIncludes, includes, matchesAction } from '../prove/index.js';
import { grantsOf } from './compare/grants.js';
import type { CompareContext } from './compare/index.js';
import { documentOf, needsOf } from './compare/needs.js';
import { spellOut } from './compare/spell-out.js';

/**
 * The permissions of a proposal. A need whose resource only run time knows is a pattern, and the policy of today may allow less of it:
 * somebody knew better. Then the proposal keeps what today allows, and adds nothing. Needs that are known stay as they are.
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
  return needsOf(result, arnContext).flatMap((need): Permission[] => {
    const { permission, action, widest, open } = need;
    if (!open || includes(spell(documentOf([need])), today).answer === 'none') return [permission];
    const narrower = grants.filter(
      (grant) =>
        matchesAction(grant.action, action) &&
        grant.condition === undefined &&
        (globIncludes(spelled(widest, action), spelled(grant.resource, action)) ||
          (isOpaque(spelled(grant.resource, action)) && isAny(widest))),
    );
    if (narrower.length === 0) return [permission];
    return narrower.map((grant) => ({
      ...permission,
      resource: readResource(grant.resource, { resources }, declared),
      evidence: [
        ...permission.evidence,
        {
          source: 'deployment',
          strength: 'likely',
          at: grant.at,
          reason: 'the policy of today allows only this of a resource known at run time',
        },
      ],
    }));
  });
}

/** An ARN that comes from elsewhere whole: `${shared-bucket-arn}/*`. It is one of those the action is made for. */
const isOpaque = (resource: string): boolean => resource.startsWith('${');

/** Nothing is known of the resource but its type: `arn:aws:s3:::*` + `/*`, `arn:aws:dynamodb:*:*:table/*`. */
const isAny = (resource: string): boolean => /^(arn:[^:]*:[^:]*:[^:]*:[^:]*:[a-z-]*[/:]?)?\*(\/\*)*$/.test(resource);
