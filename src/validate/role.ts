import type { Catalog } from '../catalog/types.js';
import type { Finding } from '../model/finding.js';
import type { PolicyDocument } from '../model/policy.js';
import { includes } from '../prove/index.js';

/** Quotas of a role: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const INLINE_SUM = 10_240;
const MANAGED_POLICIES = 10;

/** IT515: the inline policies of a role together, and the number of its managed policies. AWS checks one document at a time. */
export function checkRoleQuotas(inline: readonly PolicyDocument[], managed: number): Finding[] {
  const size = inline.reduce((sum, document) => sum + JSON.stringify(document).length, 0);
  const over = (what: string, count: number, quota: number): Finding[] =>
    count <= quota ? [] : [{ ruleId: 'IT515', level: 'error', args: { what, size: count, quota } }];
  return [
    ...over('characters of inline policies', size, INLINE_SUM),
    ...over('managed policies', managed, MANAGED_POLICIES),
  ];
}

/** IT513: what the policies grant and the boundary does not allow, with one request that shows it; none when the boundary covers all. */
export function checkBoundary(
  policies: readonly PolicyDocument[],
  boundary: PolicyDocument,
  catalog: Catalog,
): Finding[] {
  const { answer, witness } = includes({ identity: policies }, boundary, { catalog });
  if (answer !== 'some' || !witness) return [];
  return [{ ruleId: 'IT513', level: 'warning', args: { action: witness.action, resource: witness.resource } }];
}
