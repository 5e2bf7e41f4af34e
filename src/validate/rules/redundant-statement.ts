import { toValue } from '../json/node.js';
import type { StatementView } from '../policy/view.js';
import type { Rule } from '../types.js';

/** Statements that say exactly the same, whatever the order of their lists and whatever their Sids. */
export const redundantStatement: Rule = function* ({ policy }) {
  const first = new Map<string, number>();
  for (const statement of policy.statements) {
    const key = keyOf(statement);
    const other = first.get(key);
    if (other !== undefined) yield { code: 'REDUNDANT_STATEMENT', at: statement.node, args: { other: other + 1 } };
    else first.set(key, statement.index);
  }
};

const keyOf = ({ elements }: StatementView): string =>
  JSON.stringify(
    [...elements]
      .filter(([name]) => name !== 'Sid')
      .map(([name, { value }]) => [name, sorted(toValue(value))])
      .sort(),
  );

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? value[0] : value.map(sorted).sort();
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value)
    .map(([name, inner]) => [name, sorted(inner)])
    .sort();
}
