import { ts } from '../../parse/ast.js';
import type { Machine } from '../machine.js';

/**
 * How many arguments `new <name>(…)` is given at most in the loaded files; spread and subclasses (whose `super` may give any) count as
 * many. Read from syntax, so that it does not depend on what has run so far.
 */
export function mostArgumentsGiven(m: Machine, name: string): number {
  if (!name) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (const module of m.modules.values()) {
    const found = givenIn(module.parsed.source).get(name) ?? 0;
    if (found > most) most = found;
  }
  return most;
}

const known = new WeakMap<ts.SourceFile, ReadonlyMap<string, number>>();

function givenIn(source: ts.SourceFile): ReadonlyMap<string, number> {
  const counted = known.get(source);
  if (counted) return counted;
  const most = new Map<string, number>();
  const note = (name: string, count: number): void => {
    most.set(name, Math.max(most.get(name) ?? 0, count));
  };
  const pending: ts.Node[] = [source];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (ts.isNewExpression(node)) {
      const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
      const args = node.arguments ?? [];
      if (ts.isIdentifier(callee))
        note(callee.text, args.some(ts.isSpreadElement) ? Number.POSITIVE_INFINITY : args.length);
    }
    if (ts.isHeritageClause(node)) {
      for (const { expression } of node.types) {
        if (ts.isIdentifier(expression)) note(expression.text, Number.POSITIVE_INFINITY);
      }
    }
    ts.forEachChild(node, (child) => {
      pending.push(child);
    });
  }
  known.set(source, most);
  return most;
}
