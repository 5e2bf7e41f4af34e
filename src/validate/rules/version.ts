import type { Rule } from '../types.js';

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
const VERSIONS = new Set(['2012-10-17', '2008-10-17']);

/** The version of the policy language. */
export const version: Rule = function* ({ policy }) {
  const element = policy.elements.get('Version');
  if (policy.root.kind === 'object' && !element) yield { code: 'MISSING_VERSION', at: policy.root };
  if (element && policy.version !== undefined && !VERSIONS.has(policy.version))
    yield { code: 'INVALID_VERSION', at: element.value, args: { version: policy.version } };
};
