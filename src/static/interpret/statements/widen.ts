import { concatTexts, unknownText } from '../../../model/text.js';
import { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import { alternativesOf, joinAll } from '../join.js';
import type { Machine } from '../machine.js';
import { textValue, unknown } from '../make.js';
import type { Scope } from '../scope.js';

const counters = new WeakMap<ts.Node, readonly string[]>();

/**
 * Variables that a loop counts or builds up (`i++`, `text += x`) hold any number, or their text so far and more, from the loop's start
 * on: two rounds would otherwise pass for all there are.
 */
export function widenCounters(_m: Machine, loop: ts.Node, scope: Scope): void {
  const names = counters.get(loop) ?? countedIn(loop);
  counters.set(loop, names);
  for (const name of names) {
    const binding = scope.lookup(name);
    if (!binding || binding.read) continue;
    const at = locationOf(loop);
    const values = alternativesOf(binding.value).map((one) => {
      if (one.kind === 'constant' && typeof one.value === 'number') return unknown('a number counted in a loop', at);
      if (one.kind === 'string') return textValue(concatTexts(one.text, unknownText('text built in a loop', at)));
      return one;
    });
    binding.value = joinAll(values);
  }
}

function countedIn(loop: ts.Node): readonly string[] {
  const names = new Set<string>();
  const stack: ts.Node[] = [loop];
  for (let at = stack.pop(); at; at = stack.pop()) {
    if (ts.isPostfixUnaryExpression(at) && ts.isIdentifier(at.operand)) names.add(at.operand.text);
    else if (ts.isPrefixUnaryExpression(at) && ts.isIdentifier(at.operand)) {
      if (at.operator === ts.SyntaxKind.PlusPlusToken || at.operator === ts.SyntaxKind.MinusMinusToken)
        names.add(at.operand.text);
    } else if (ts.isBinaryExpression(at) && ts.isIdentifier(at.left)) {
      if (
        isArithmetic(at.operatorToken.kind) ||
        (at.operatorToken.kind === ts.SyntaxKind.EqualsToken && mentions(at.right, at.left.text))
      )
        names.add(at.left.text);
    }
    ts.forEachChild(at, (child) => {
      stack.push(child);
    });
  }
  return [...names];
}

const isArithmetic = (kind: ts.SyntaxKind): boolean =>
  kind >= ts.SyntaxKind.PlusEqualsToken &&
  kind <= ts.SyntaxKind.CaretEqualsToken &&
  kind !== ts.SyntaxKind.BarBarEqualsToken &&
  kind !== ts.SyntaxKind.AmpersandAmpersandEqualsToken &&
  kind !== ts.SyntaxKind.QuestionQuestionEqualsToken;

/** `x = x + …` and `x = \`${x}…\``, at the top of the right side only. */
function mentions(right: ts.Expression, name: string): boolean {
  const isName = (node: ts.Expression): boolean => ts.isIdentifier(node) && node.text === name;
  if (ts.isBinaryExpression(right)) return isName(right.left) || isName(right.right) || mentions(right.left, name);
  if (ts.isTemplateExpression(right)) return right.templateSpans.some((span) => isName(span.expression));
  return false;
}
