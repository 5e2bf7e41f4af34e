import type { ConditionBlock, PolicyDocument, Principal, Statement } from '../model/policy.js';
import { includes } from './includes.js';
import type { InclusionOptions, InclusionResult } from './types.js';

/** A part of a policy as a reviewer reads it: what one statement does with some of its actions on some of its resources. */
export interface DiffRow {
  effect: 'Allow' | 'Deny';
  actions: string[];
  /** `not ` stands before the lists of NotAction and NotResource. */
  resources: string[];
  principal?: Principal;
  condition?: ConditionBlock;
}

export interface PolicyDiff {
  /** What the change does, proved: see `answer` and `witness` where it adds. */
  verdict: 'unchanged' | 'only-removes' | 'adds' | 'unknown';
  added: InclusionResult;
  removedAccess: InclusionResult;
  removed: DiffRow[];
  /** Parts of either policy that the other allows too. */
  kept: DiffRow[];
  /** Parts of the new policy that the old one does not fully allow. */
  new: DiffRow[];
}

/** Parts compared one by one; beyond, whole statements are compared. */
const MAX_PARTS = 600;

/** Compares two policies by what they allow, not by how they are written. */
export function diffPolicies(
  before: PolicyDocument,
  after: PolicyDocument,
  options: InclusionOptions = {},
): PolicyDiff {
  const added = includes(after, before, options);
  const removedAccess = includes(before, after, options);
  const old = sort(before, after, options);
  const fresh = sort(after, before, options);
  return {
    verdict: verdictOf(added, removedAccess),
    added,
    removedAccess,
    removed: rowsOf(old.outside),
    kept: rowsOf([...old.inside, ...fresh.inside]),
    new: rowsOf(fresh.outside),
  };
}

function verdictOf(added: InclusionResult, removed: InclusionResult): PolicyDiff['verdict'] {
  if (added.answer !== 'none') return added.answer === 'some' ? 'adds' : 'unknown';
  return removed.answer === 'none' ? 'unchanged' : 'only-removes';
}

/** The parts of `policy` that the other policy covers, and those it does not. */
function sort(
  policy: PolicyDocument,
  other: PolicyDocument,
  options: InclusionOptions,
): { inside: Statement[]; outside: Statement[] } {
  const statements = statementsOf(policy);
  const denies = statements.filter(({ Effect }) => Effect === 'Deny');
  const otherDenies = statementsOf(other).filter(({ Effect }) => Effect === 'Deny');
  const denied = { ...other, Statement: otherDenies.map(asAllow) };
  const parts = statements.flatMap(partsOf);
  const inside: Statement[] = [];
  const outside: Statement[] = [];
  for (const part of parts.length > MAX_PARTS ? statements : parts) {
    const isIn =
      part.Effect === 'Deny'
        ? otherDenies.length > 0 &&
          includes({ ...policy, Statement: [asAllow(part)] }, denied, options).answer === 'none'
        : includes({ ...policy, Statement: [part, ...denies] }, other, options).answer === 'none';
    (isIn ? inside : outside).push(part);
  }
  return { inside, outside };
}

const statementsOf = ({ Statement }: PolicyDocument): Statement[] =>
  Array.isArray(Statement) ? Statement : [Statement];

const listOf = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** What a Deny denies, as a grant: then one Deny covers another as one grant does another. */
const asAllow = (statement: Statement): Statement => ({ ...statement, Effect: 'Allow' });

/** The statement once for every pair of an action and a resource; complements stay whole. */
function partsOf(statement: Statement): Statement[] {
  const { Action, Resource } = statement;
  if (Action === undefined) return [statement];
  const resources = Resource === undefined ? [undefined] : listOf(Resource);
  return listOf(Action).flatMap((action) =>
    resources.map((resource) => ({
      ...statement,
      Action: action,
      ...(resource !== undefined && { Resource: resource }),
    })),
  );
}

/** Brings parts together again: first actions of one resource, then resources of the same actions. */
function rowsOf(parts: readonly Statement[]): DiffRow[] {
  const rows = parts.map(rowOf);
  const byResource = group(
    rows,
    ({ actions: _, ...rest }) => rest,
    (row, more) => row.actions.push(...more.actions),
  );
  const byAction = group(
    byResource,
    ({ resources: _, ...rest }) => rest,
    (row, more) => row.resources.push(...more.resources),
  );
  for (const row of byAction) {
    row.actions = [...new Set(row.actions)].sort();
    row.resources = [...new Set(row.resources)].sort();
  }
  return byAction.sort((a, b) => compareTexts(JSON.stringify(a), JSON.stringify(b)));
}

function rowOf({
  Effect,
  Action,
  NotAction,
  Resource,
  NotResource,
  Principal,
  NotPrincipal,
  Condition,
}: Statement): DiffRow {
  const principal = Principal ?? (NotPrincipal && { not: JSON.stringify(NotPrincipal) });
  return {
    effect: Effect,
    actions: Action === undefined ? listOf(NotAction).map((one) => `not ${one}`) : listOf(Action),
    resources: Resource === undefined ? listOf(NotResource).map((one) => `not ${one}`) : listOf(Resource),
    ...(principal && { principal }),
    ...(Condition && { condition: plain(Condition) }),
  };
}

/** Lists of one value as the value, so that two spellings of one condition are one row. */
const plain = (condition: ConditionBlock): ConditionBlock =>
  Object.fromEntries(
    Object.entries(condition).map(([operator, block]) => [
      operator,
      Object.fromEntries(
        Object.entries(block).map(([key, value]) => [
          key,
          Array.isArray(value) && value.length === 1 ? value[0]! : value,
        ]),
      ),
    ]),
  );

function group(
  rows: readonly DiffRow[],
  keyOf: (row: DiffRow) => unknown,
  join: (row: DiffRow, more: DiffRow) => void,
): DiffRow[] {
  const out = new Map<string, DiffRow>();
  for (const row of rows) {
    const key = JSON.stringify(
      keyOf({ ...row, actions: [...row.actions].sort(), resources: [...row.resources].sort() }),
    );
    const known = out.get(key);
    if (known) join(known, row);
    else out.set(key, { ...row, actions: [...row.actions], resources: [...row.resources] });
  }
  return [...out.values()];
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
