import type { Budget } from '../budget.js';
import { type Condition, holds } from '../conditions/evaluate.js';
import type { Lookup } from '../pattern.js';
import type { NormalStatement } from '../policy/statement.js';
import {
  accountOf,
  PRINCIPAL_KINDS,
  type PrincipalEntry,
  type PrincipalKind,
  roleOf,
  sessionRole,
  wholeAccount,
} from '../principal.js';
import { selectsPrincipal } from '../statement-applies.js';
import type { RequestPrincipal } from '../types.js';
import { principalArns } from './principal-arns.js';
import { type KeyValue, valueSpace } from './value-space.js';

/** Condition keys whose value follows from the principal. */
export const PRINCIPAL_KEYS = ['aws:principalarn', 'aws:principalaccount'] as const;

/** One kind of caller: the principal and the condition keys that say who it is. */
export interface Caller {
  principal?: RequestPrincipal;
  /** Values of `PRINCIPAL_KEYS`, as far as the statements ask for them. */
  keys: { readonly [key: string]: KeyValue };
}

export interface PrincipalSpace {
  callers: Caller[];
  complete: boolean;
}

/** Principals that nobody names. Those that have an ARN are seen as `AWS` principals too, so here they need none. */
const UNNAMED: readonly RequestPrincipal[] = [
  { Service: 'any-service.amazonaws.com' },
  { Federated: 'accounts.example.com' },
  { CanonicalUser: 'f'.repeat(64) },
];
const FRESH_ACCOUNT = '123456789012';
const MAX_CALLERS = 4000;

/**
 * Callers such that every way principals and the conditions on `PRINCIPAL_KEYS` can come out is seen with one of them. An IAM role,
 * user or account always has its own ARN and account in those keys; a session has its role's. Without `linked` the keys are left out and
 * are keys like any other.
 */
export function principalSpace(
  statements: readonly NormalStatement[],
  linked: boolean,
  lookup: Lookup,
  budget: Budget,
): PrincipalSpace {
  if (!statements.some(({ principals }) => principals)) return { callers: [{ keys: {} }], complete: true };
  const entries = statements.flatMap(({ principals }) => principals?.values ?? []);
  if (!linked)
    return {
      callers: distinct(
        principalsOf(entries, []).map((principal) => ({ principal, keys: {} })),
        statements,
        lookup,
      ),
      complete: true,
    };
  const conditionsOn = (key: string): Condition[] =>
    statements.flatMap(({ conditions }) => conditions.filter((one) => one.key === key));
  const [arnConditions, accountConditions] = PRINCIPAL_KEYS.map(conditionsOn) as [Condition[], Condition[]];
  const arns = principalArns(entries, arnConditions, FRESH_ACCOUNT, lookup, budget);
  const accounts = valueSpace(accountConditions, lookup, [], budget);
  const callers: Caller[] = [];
  for (const principal of principalsOf(entries, arns.texts)) {
    for (const arn of arnsOf(principal, arns.texts, arnConditions.length > 0)) {
      for (const account of accountsOf(principal, accounts.values, accountConditions.length > 0))
        callers.push({ principal, keys: { [PRINCIPAL_KEYS[0]]: arn, [PRINCIPAL_KEYS[1]]: account } });
    }
    if (callers.length > MAX_CALLERS) return { callers, complete: false };
  }
  return { callers: distinct(callers, statements, lookup), complete: arns.complete && accounts.complete };
}

/** Every principal that is named, one of every account that is named, and one of every kind that nobody names. */
function principalsOf(entries: readonly PrincipalEntry[], arns: readonly string[]): RequestPrincipal[] {
  const named = (kind: PrincipalKind): string[] =>
    entries.filter((one) => one.kind === kind && one.value !== '*').map(({ value }) => value);
  const aws = new Set<string>(arns);
  for (const value of named('AWS')) {
    const account = wholeAccount(value);
    if (account === undefined) aws.add(value);
    else if (value.startsWith('arn:')) aws.add(value);
    const owner = accountOf(value);
    if (owner !== undefined) aws.add(`arn:aws:iam::${owner}:role/AnyRole`);
  }
  aws.add(`arn:aws:iam::${FRESH_ACCOUNT}:role/AnyRole`);
  const others = PRINCIPAL_KINDS.filter((kind) => kind !== 'AWS').flatMap((kind) =>
    [...new Set(named(kind))].map((value) => ({ [kind]: value }) as unknown as RequestPrincipal),
  );
  return [...[...aws].map((value) => ({ AWS: value })), ...others, ...UNNAMED];
}

/** What `aws:PrincipalArn` can be for the principal. A service, identity provider or canonical user that a policy names may act as anybody. */
function arnsOf(principal: RequestPrincipal, arns: readonly string[], asked: boolean): KeyValue[] {
  if (!asked || UNNAMED.includes(principal)) return [undefined];
  if (!('AWS' in principal)) return [undefined, ...arns];
  const session = sessionRole(principal.AWS);
  if (!session) return [principal.AWS];
  // The path of the role is not in the session's ARN: every ARN of a role with that name is possible.
  const own = arns.filter((arn) => {
    const role = roleOf(arn);
    return role?.account === session.account && role.role === session.role;
  });
  return [...own, `arn:aws:iam::${session.account}:role/${session.role}`];
}

/** What `aws:PrincipalAccount` can be for the principal. */
function accountsOf(principal: RequestPrincipal, values: readonly KeyValue[], asked: boolean): KeyValue[] {
  if (!asked || UNNAMED.includes(principal)) return [undefined];
  return 'AWS' in principal ? [accountOf(principal.AWS)] : [...values];
}

/** One caller for every way the principals and conditions of the statements come out. */
function distinct(callers: readonly Caller[], statements: readonly NormalStatement[], lookup: Lookup): Caller[] {
  const seen = new Map<string, Caller>();
  for (const caller of callers) {
    const signature = statements.map((one) => (matchesCaller(one, caller, lookup) ? '1' : '0')).join('');
    if (!seen.has(signature)) seen.set(signature, caller);
  }
  return [...seen.values()];
}

/** Does the statement apply to the caller, as far as principals and `PRINCIPAL_KEYS` say? */
export function matchesCaller(statement: NormalStatement, caller: Caller, lookup: Lookup): boolean {
  if (!selectsPrincipal(statement.principals, caller.principal)) return false;
  const own: Lookup = (key) => (key in caller.keys ? caller.keys[key] : lookup(key));
  return statement.conditions.every((condition) => !(condition.key in caller.keys) || holds(condition, own));
}
