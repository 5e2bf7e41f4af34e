import type { RequestPrincipal } from './types.js';

export type PrincipalKind = 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';
export const PRINCIPAL_KINDS: readonly PrincipalKind[] = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

/** One value of a `Principal` element; `kind: '*'` is the plain `"Principal": "*"`. */
export interface PrincipalEntry {
  kind: PrincipalKind | '*';
  value: string;
}

/** Account of `111122223333` or of `arn:aws:iam::111122223333:root`, the two ways to name a whole account. */
export function wholeAccount(value: string): string | undefined {
  if (/^\d{12}$/.test(value)) return value;
  return /^arn:[^:]*:iam::(\d{12}):root$/.exec(value)?.[1];
}

/** Account of a principal: the fifth field of its ARN, or the account id itself. */
export const accountOf = (value: string): string | undefined =>
  /^\d{12}$/.test(value) ? value : /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(value)?.[1];

/** `arn:aws:sts::1:assumed-role/R/session` → account and role name. */
export function sessionRole(value: string): { account: string; role: string } | undefined {
  const match = /^arn:[^:]*:sts::(\d{12}):assumed-role\/([^/]+)\/.+$/.exec(value);
  return match ? { account: match[1]!, role: match[2]! } : undefined;
}

/** Is it the ARN of what makes requests itself, a user or a session? A role only makes them through its sessions. */
export const isCaller = (value: string): boolean =>
  /^arn:[^:]*:(?:iam::\d{12}:user|sts::\d{12}:(?:assumed-role|federated-user))\/./.test(value);

/** `arn:aws:iam::1:role/path/R` → account and role name (a session's ARN does not hold the path). */
export function roleOf(value: string): { account: string; role: string } | undefined {
  const match = /^arn:[^:]*:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(value);
  return match ? { account: match[1]!, role: match[2]! } : undefined;
}

/**
 * Does one value of a `Principal` element name this principal? An account names everybody in it, a role also its sessions;
 * `{"AWS": "*"}` everybody but service principals, `"*"` everybody.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function namesPrincipal(entry: PrincipalEntry, who: RequestPrincipal | undefined): boolean {
  if (entry.kind === '*') return true;
  if (!who) return false;
  if (entry.kind === 'AWS' && entry.value === '*') return !('Service' in who);
  const value = (who as { [kind: string]: string })[entry.kind];
  if (value === undefined) return false;
  if (entry.value === '*' || entry.value === value) return true;
  if (entry.kind !== 'AWS') return false;
  const account = wholeAccount(entry.value);
  if (account !== undefined) return accountOf(value) === account;
  const session = sessionRole(value);
  const role = session && roleOf(entry.value);
  return !!role && role.account === session.account && role.role === session.role;
}
