import { matchesAction } from '../../prove/index.js';
import { arnFields } from '../arn/arn-pattern.js';
import type { PrincipalView, StatementView } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

/** Calls that take a role, and the kind of principal that can make them. */
const CALLS: { readonly [action: string]: 'saml' | 'oidc' | 'other' } = {
  'sts:AssumeRole': 'other',
  'sts:AssumeRoleWithSAML': 'saml',
  'sts:AssumeRoleWithWebIdentity': 'oidc',
};

const ROLES_ANYWHERE = ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'];

/** Trust policies of roles: who may take the role, by which call. */
export const trustPolicy: Rule = function* ({ policy }) {
  if (policy.type !== 'trust') return;
  for (const statement of policy.statements) {
    for (const element of ['Resource', 'NotResource']) {
      const found = statement.elements.get(element);
      if (found) yield { code: 'ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE', at: found.key, args: { element } };
    }
    const here = statement.principals.filter(({ element }) => element === 'Principal');
    for (const principal of here) yield* checkPrincipal(principal, statement);
    yield* redundantSessions(here);
  }
};

function* checkPrincipal({ kind, text, node: at }: PrincipalView, statement: StatementView): Iterable<Complaint> {
  if (kind === '*') return yield { code: 'ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL', at };
  if (
    kind === 'Federated' &&
    !/^[a-z0-9-]+(\.[a-z0-9-]+)+$|^arn:[a-z-]+:iam::\d{12}:(saml|oidc)-provider\/.+$/.test(text)
  )
    return yield { code: 'INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY', at, args: { value: text } };
  const provider = kind !== 'Federated' ? 'other' : text.includes(':saml-provider/') ? 'saml' : 'oidc';
  for (const { text: action, node } of statement.action) {
    const needed = Object.entries(CALLS).find(([name]) => name.toLowerCase() === action.toLowerCase())?.[1];
    if (needed && needed !== provider)
      yield { code: 'MISMATCHED_ACTION_FOR_PRINCIPAL', at: node, args: { principal: text, action } };
  }
  if (kind === 'Service' && text === 'rolesanywhere.amazonaws.com') {
    const missing = ROLES_ANYWHERE.filter(
      (name) => !statement.action.some(({ text: own }) => matchesAction(own, name)),
    );
    if (missing.length > 0)
      yield { code: 'MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY', at, args: { actions: missing.join(', ') } };
  }
}

/** A session is nothing beside its own role. */
function* redundantSessions(principals: readonly PrincipalView[]): Iterable<Complaint> {
  const roles = new Map(
    principals.flatMap(({ text }) => {
      const arn = arnFields(text);
      const name = arn?.service === 'iam' ? /^role\/(?:.*\/)?([^/]+)$/.exec(arn.resource)?.[1] : undefined;
      return name ? [[`${arn!.account}/${name}`, text] as const] : [];
    }),
  );
  for (const { text, node: at } of principals) {
    const arn = arnFields(text);
    const name =
      arn?.service === 'iam' || arn?.service === 'sts' ? /^assumed-role\/([^/]+)\//.exec(arn.resource)?.[1] : undefined;
    const role = name && roles.get(`${arn!.account}/${name}`);
    if (role) yield { code: 'REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY', at, args: { session: text, role } };
  }
}
