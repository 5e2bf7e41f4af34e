import type { Finding } from '../model/finding.js';
import type { NamedPolicy, OutputStatement } from '../model/policy.js';
import { policyName, QUOTAS, sizeOfDocument } from './quotas.js';
import { documentOf, splitPolicies } from './split.js';
import type { MinimizeOptions } from './types.js';

interface Fitted {
  policies: NamedPolicy[];
  findings: Finding[];
}

/** Statements → one inline policy if it fits, else the policies that `split` allows; undefined when nothing fits. */
export function fitQuota(statements: readonly OutputStatement[], { name, split }: MinimizeOptions): Fitted | undefined {
  const document = documentOf([...statements]);
  const size = sizeOfDocument(document);
  if (size <= QUOTAS.inlinePerRole - (split?.usedInline ?? 0))
    return { policies: [{ kind: 'inline', name: policyName(name), document }], findings: [] };
  const policies = split && splitPolicies(statements, name, split);
  if (!policies) return undefined;
  return { policies, findings: [{ ruleId: 'IT404', level: 'note', args: { name, size, policies: policies.length } }] };
}

/** What does not fit, as one policy with an error that says which quota stands in the way. */
export function tooLarge(statements: readonly OutputStatement[], { name, split }: MinimizeOptions): Fitted {
  const document = documentOf([...statements]);
  const size = sizeOfDocument(document);
  const finding: Finding = split
    ? { ruleId: 'IT402', level: 'error', args: { name, size, policies: split.maxManaged ?? QUOTAS.managedPerRole } }
    : { ruleId: 'IT401', level: 'error', args: { name, size, quota: QUOTAS.inlinePerRole } };
  return { policies: [{ kind: split ? 'managed' : 'inline', name: policyName(name), document }], findings: [finding] };
}
