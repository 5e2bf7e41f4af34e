import { accountOf, type PrincipalEntry, roleOf, sessionRole, wholeAccount } from '../principal.js';

/** Does every principal that `inner` names also bear the name `outer`? */
export function namesEveryoneOf(outer: PrincipalEntry, inner: PrincipalEntry): boolean {
  if (outer.kind === '*') return true;
  if (outer.kind === 'AWS' && outer.value === '*') return inner.kind !== '*' && inner.kind !== 'Service';
  if (outer.kind !== inner.kind) return false;
  if (outer.value === '*' || outer.value === inner.value) return true;
  if (outer.kind !== 'AWS') return false;
  const account = wholeAccount(outer.value);
  if (account !== undefined) return accountOf(inner.value) === account;
  const [role, session] = [roleOf(outer.value), sessionRole(inner.value)];
  return !!role && !!session && role.account === session.account && role.role === session.role;
}
