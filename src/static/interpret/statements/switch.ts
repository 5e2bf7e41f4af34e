import { ts } from '../../parse/ast.js';
import { runBranch, settleBranches } from '../branches.js';
import { Completion, either } from '../completion.js';
import type { Machine } from '../machine.js';
import type { Scope } from '../scope.js';
import { equalityOf } from '../truth.js';

/** `switch`: every clause that can match, each with what it falls into; clauses that surely do not match are not run. */
export function executeSwitch(m: Machine, node: ts.SwitchStatement, outer: Scope): Completion {
  const value = m.evaluate(node.expression, outer);
  const scope = m.makeScope(outer);
  const { clauses } = node.caseBlock;
  for (const clause of clauses) m.hoist(clause.statements, scope);
  const matches = clauses.map((clause) =>
    ts.isDefaultClause(clause) ? undefined : equalityOf(value, m.evaluate(clause.expression, scope), false),
  );
  const sure = matches.indexOf(true);
  if (sure >= 0) return leave(runFrom(m, clauses, sure, scope));
  const candidates = clauses.flatMap((clause, index) => {
    return matches[index] === undefined ? [{ index, isDefault: ts.isDefaultClause(clause) }] : [];
  });
  if (candidates.length === 1 && candidates[0]!.isDefault)
    return leave(runFrom(m, clauses, candidates[0]!.index, scope));
  const branches = candidates.map(({ index }) => runBranch(m, () => runFrom(m, clauses, index, scope), true));
  const exhaustive = candidates.some((one) => one.isDefault);
  if (exhaustive) settleBranches(m, branches, [Completion.Normal, Completion.Break]);
  const results = branches.map((one) => one.ended);
  const all = exhaustive ? results : [...results, Completion.Normal];
  return leave(all.reduce(either, Completion.Throw));
}

function runFrom(m: Machine, clauses: readonly ts.CaseOrDefaultClause[], start: number, scope: Scope): Completion {
  for (let index = start; index < clauses.length; index++) {
    const ended = m.executeAll(clauses[index]!.statements, scope);
    if (ended !== Completion.Normal) return ended;
  }
  return Completion.Normal;
}

const leave = (ended: Completion): Completion => (ended === Completion.Break ? Completion.Normal : ended);
