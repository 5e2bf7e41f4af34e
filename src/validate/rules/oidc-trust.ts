import type { PrincipalView, StatementView } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

const GITHUB = 'token.actions.githubusercontent.com';

/** Roles that users of a web identity provider may take: conditions on the provider's keys decide which of them. */
export const oidcTrust: Rule = function* ({ policy }) {
  if (policy.type !== 'trust') return;
  for (const statement of policy.statements) {
    if (statement.effect !== 'Allow') continue;
    for (const principal of statement.principals) yield* check(principal, statement);
    for (const { key, keyNode: at, qualifier } of statement.conditions)
      if (qualifier && /^[^:]+\..+:aud$/i.test(key))
        yield { code: 'CONFIRM_AUDIENCE_CLAIM_TYPE', at, args: { key, qualifier } };
  }
};

function* check({ kind, text, node: at }: PrincipalView, { conditions }: StatementView): Iterable<Complaint> {
  const provider = kind === 'Federated' ? providerOf(text) : undefined;
  if (!provider) return;
  const own = conditions.filter(({ key }) => key.toLowerCase().startsWith(`${provider}:`));
  if (own.length === 0) yield { code: 'MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL', at, args: { provider } };
  if (provider !== GITHUB) return;
  const sub = own.find(({ key }) => key.toLowerCase() === `${GITHUB}:sub`);
  if (!sub) yield { code: 'MISSING_GITHUB_REPO_CONDITION_KEY', at };
  for (const { text: value, node } of sub?.values ?? [])
    if (/[*?]/.test(value)) yield { code: 'SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED', at: node, args: { value } };
}

/** Domain (and path) of an OIDC provider, as its condition keys begin; undefined for SAML. */
function providerOf(principal: string): string | undefined {
  if (principal.startsWith('arn:')) return /:oidc-provider\/(.+)$/.exec(principal)?.[1]?.toLowerCase();
  return principal.includes('.') ? principal.toLowerCase() : undefined;
}
