import type { GroupSpec } from '../automaton.js';
import type { Budget } from '../budget.js';
import type { Condition } from '../conditions/evaluate.js';
import { parseGlob } from '../glob.js';
import { withOther } from '../letters.js';
import { bindGlob, type Lookup } from '../pattern.js';
import { accountOf, type PrincipalEntry, sessionRole } from '../principal.js';
import { cellsOf } from './signatures.js';

/** Accounts whose principals are all given one by one; more than a policy of allowed size can name. */
const MAX_ACCOUNTS = 500;

/**
 * ARNs of roles and users such that conditions on `aws:PrincipalArn` come out in every possible way: in every account that is named and
 * one that is not, one for each cell of the conditions' globs.
 */
export function principalArns(
  entries: readonly PrincipalEntry[],
  conditions: readonly Condition[],
  freshAccount: string,
  lookup: Lookup,
  budget: Budget,
): { texts: string[]; complete: boolean } {
  if (conditions.length === 0) return { texts: [], complete: true };
  const texts = conditions.flatMap(({ values }) => values.map(({ text }) => text));
  const literals = texts.filter((text) => !/[*?]/.test(text) && accountOf(text) !== undefined);
  const starts = new Set<string>();
  for (const text of [...texts, ...entries.map(({ value }) => value)]) {
    const [, partition, account] = /^arn:([^:*?]*):(?:iam|sts)::(\d{12}):/.exec(text) ?? [];
    if (account !== undefined) starts.add(`arn:${partition}:iam::${account}:`);
    else if (/^\d{12}$/.test(text)) starts.add(`arn:aws:iam::${text}:`);
  }
  starts.add(`arn:aws:iam::${freshAccount}:`);
  const specs: GroupSpec[] = conditions.map(({ operator, values }) => ({
    globs: values.map((one) => bindGlob(one, lookup)).filter((one) => one !== undefined),
    arn: operator.theory === 'arn',
  }));
  // Roles that a named session may belong to, whatever their path, are cells of their own.
  for (const { value } of entries) {
    const session = sessionRole(value);
    if (!session) continue;
    const start = `arn:aws:iam::${session.account}:role/`;
    specs.push({ globs: [parseGlob(start + session.role), parseGlob(`${start}*/${session.role}`)] });
  }
  const out = new Set(literals);
  let complete = starts.size <= MAX_ACCOUNTS && !texts.some(hasGlobInAccount);
  for (const start of [...starts].slice(0, MAX_ACCOUNTS)) {
    for (const kind of ['role/', 'user/']) {
      const options = {
        prefix: start + kind,
        letters: ({ letters }: { letters: readonly number[] }) => withOther(letters),
        taken: out,
        exact: true,
      };
      const cells = cellsOf(specs, options, budget);
      complete &&= cells.complete;
      for (const text of cells.texts) out.add(text);
    }
  }
  return { texts: [...out], complete };
}

/** `arn:aws:iam::1234*:role/x` selects among accounts that nobody names; only a whole `*` does not. */
function hasGlobInAccount(text: string): boolean {
  const account = text.split(':')[4] ?? '*';
  return /[*?]/.test(account) && account !== '*';
}
