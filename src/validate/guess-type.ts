import { JsonSyntaxError } from './json/node.js';
import { readPolicy } from './policy/read-policy.js';
import type { PolicyType } from './policy/view.js';

/**
 * The kind of policy a text is, when nobody says: one with principals is a resource policy, or a trust policy if it only lets a role be
 * taken (a resource control policy only denies); all others are identity policies. Text that is no JSON counts as identity: its syntax is what will be complained about.
 */
export function guessType(text: string): PolicyType {
  try {
    const { statements } = readPolicy(text, 'identity');
    const named = statements.filter(({ elements }) => elements.has('Principal') || elements.has('NotPrincipal'));
    if (named.length === 0) return 'identity';
    const onlyAssume = statements.every(
      ({ action }) => action.length > 0 && action.every((entry) => TAKES_ROLE.test(entry.text)),
    );
    const isControl = statements.every(({ effect, elements }) => effect === 'Deny' && elements.has('Resource'));
    return onlyAssume && !isControl ? 'trust' : 'resource';
  } catch (error) {
    if (error instanceof JsonSyntaxError) return 'identity';
    throw error;
  }
}

const TAKES_ROLE = /^sts:(AssumeRole\w*|TagSession|SetSourceIdentity|SetContext)$/i;
