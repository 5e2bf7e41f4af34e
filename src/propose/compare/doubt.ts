import type { PolicyDocument } from '../../model/policy.js';
import { globIncludes, matchesAction, simulate } from '../../prove/index.js';
import type { Granted } from './grants.js';
import type { Needed } from './needs.js';

/**
 * Why a need that is not provably covered may be granted all the same; undefined when it is lacking. To say that a function will fail
 * is a strong word: it takes a need that is certain and a policy that has nothing for it.
 * @param spelled resource texts as both sides of a comparison write them
 * @param today the policy's documents, spelled out
 */
export function doubtOf(
  need: Needed,
  grants: readonly Granted[],
  spelled: (resource: string, action: string) => string,
  today: readonly PolicyDocument[],
): string | undefined {
  const { action, resource, open, permission, widest } = need;
  const matching = grants.filter((grant) => matchesAction(grant.action, action));
  if (permission.evidence.every((item) => item.strength === 'likely' || item.strength === 'possible'))
    return 'not every function that does this needs it';
  if (open && matching.length > 0) return 'the resource is only known at run time, and the policy allows some';
  const wanted = spelled(resource, action);
  const given = matching.map((grant) => ({ grant, text: spelled(grant.resource, grant.action) }));
  const covering = given.filter(({ text }) => globIncludes(text, wanted));
  if (covering.length > 0) {
    if (covering.every(({ grant }) => grant.condition)) return 'the policy allows it under a condition';
    // A pattern as it stands is denied only by what denies all of it.
    const { decision } = simulate({ action, resource: wanted, context: {} }, { identity: today });
    return decision === 'allowed' ? 'the policy allows it and denies a part' : undefined;
  }
  return given.some(({ text }) => globIncludes(spelled(widest, action), text))
    ? 'the policy allows a part of it'
    : undefined;
}
