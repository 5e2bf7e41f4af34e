import { ts } from '../parse/ast.js';
import { unwrap } from '../parse/syntax.js';
import type { Binding } from './frame.js';
import { alternativesOf, join, joinAll } from './join.js';
import type { Machine } from './machine.js';
import type { Scope } from './scope.js';
import { equalityOf, truthOf } from './truth.js';
import type { Value } from './value.js';

interface Test {
  binding: Binding;
  keeps(value: Value): boolean;
}

/** What a condition says of variables when it has the given outcome: truthiness, and equality with a known value. */
function testsOf(m: Machine, condition: ts.Expression, outcome: boolean, scope: Scope): Test[] {
  const node = unwrap(condition);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return testsOf(m, node.operand, !outcome, scope);
  if (ts.isIdentifier(node)) {
    const binding = scope.lookup(node.text);
    return binding && !binding.read ? [{ binding, keeps: (value) => truthOf(value) !== !outcome }] : [];
  }
  if (!ts.isBinaryExpression(node)) return [];
  const kind = node.operatorToken.kind;
  const both = outcome ? ts.SyntaxKind.AmpersandAmpersandToken : ts.SyntaxKind.BarBarToken;
  if (kind === both) return [...testsOf(m, node.left, outcome, scope), ...testsOf(m, node.right, outcome, scope)];
  const equal = kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsToken;
  const unequal = kind === ts.SyntaxKind.ExclamationEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsToken;
  if (!equal && !unequal) return [];
  const left = unwrap(node.left);
  const binding = ts.isIdentifier(left) ? scope.lookup(left.text) : undefined;
  if (!binding || binding.read || !isSimple(node.right)) return [];
  const loose = kind === ts.SyntaxKind.EqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsToken;
  const other = m.evaluate(node.right, scope);
  return [{ binding, keeps: (value) => equalityOf(value, other, loose) !== (outcome ? !equal : equal) }];
}

const isSimple = (node: ts.Expression): boolean =>
  ts.isLiteralExpression(node) || ts.isIdentifier(node) || node.kind === ts.SyntaxKind.NullKeyword;

/** Drops alternatives of variables that the condition's outcome rules out. */
export function narrow(m: Machine, condition: ts.Expression, outcome: boolean, scope: Scope): void {
  for (const { binding, keeps } of testsOf(m, condition, outcome, scope)) {
    const rest = alternativesOf(binding.value).filter(keeps);
    if (rest.length > 0 && rest.length < alternativesOf(binding.value).length) binding.value = joinAll(rest);
  }
}

/** Runs with variables narrowed by a condition and widens them again afterwards, with what the run assigned. */
export function narrowed<T>(m: Machine, condition: ts.Expression, outcome: boolean, scope: Scope, run: () => T): T {
  const kept = testsOf(m, condition, outcome, scope).flatMap(({ binding, keeps }) => {
    const before = binding.value;
    if (before.kind !== 'union') return [];
    const rest = before.of.filter(keeps);
    if (rest.length === 0 || rest.length === before.of.length) return [];
    binding.value = joinAll(rest);
    return [{ binding, before, during: binding.value }];
  });
  try {
    return run();
  } finally {
    for (const { binding, before, during } of kept) {
      binding.value = binding.value === during ? before : join(before, binding.value);
    }
  }
}
