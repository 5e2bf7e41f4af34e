import { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import { Completion } from '../completion.js';
import { joinAll, textsApart } from '../join.js';
import type { Machine } from '../machine.js';
import { stringOf, unknown } from '../make.js';
import type { Scope } from '../scope.js';
import { truthOf } from '../truth.js';
import type { Value } from '../value.js';
import { widenCounters } from './widen.js';

/** Known lists up to this length are walked element by element. */
const MAX_UNROLLED = 24;

export function executeFor(m: Machine, node: ts.ForStatement, outer: Scope): Completion {
  const scope = m.makeScope(outer);
  if (node.initializer) {
    if (ts.isVariableDeclarationList(node.initializer)) declareList(m, node.initializer, scope);
    else m.evaluate(node.initializer, scope);
  }
  widenCounters(m, node, scope);
  return repeat(m, scope, node.statement, node.condition, () => {
    if (node.incrementor) m.evaluate(node.incrementor, scope);
  });
}

export function declareList(m: Machine, list: ts.VariableDeclarationList, scope: Scope): void {
  for (const one of list.declarations) {
    const value = one.initializer
      ? m.evaluate(one.initializer, scope)
      : ({ kind: 'constant', value: undefined } as const);
    m.bindPattern(one.name, m.refine(value, one.type, scope), scope, one.type);
  }
}

export function executeWhile(m: Machine, node: ts.WhileStatement, scope: Scope): Completion {
  widenCounters(m, node, scope);
  return repeat(m, scope, node.statement, node.expression);
}

export function executeDo(m: Machine, node: ts.DoStatement, scope: Scope): Completion {
  widenCounters(m, node, scope);
  return repeat(
    m,
    scope,
    node.statement,
    undefined,
    () => {
      m.evaluate(node.expression, scope);
    },
    node.expression,
  );
}

/** Runs a loop's body twice under a condition; a loop that surely runs and surely leaves the function ends as its body does. */
function repeat(
  m: Machine,
  scope: Scope,
  body: ts.Statement,
  condition: ts.Expression | undefined,
  step?: () => void,
  after?: ts.Expression,
): Completion {
  const truth = condition ? truthOf(m.evaluate(condition, scope)) : after ? undefined : true;
  if (truth === false) return Completion.Normal;
  let first: Completion = Completion.Normal;
  m.under(() => {
    for (let round = 0; round < 2; round++) {
      const ended = m.execute(body, scope);
      if (round === 0) first = ended;
      if (ended > Completion.Continue) break;
      step?.();
      if (condition && truthOf(m.evaluate(condition, scope)) === false) break;
    }
  }, true);
  const surely = truth === true || after !== undefined;
  return surely && first >= Completion.Return ? first : Completion.Normal;
}

export function executeForOf(m: Machine, node: ts.ForOfStatement, scope: Scope): Completion {
  const { items, rest } = m.elementsOf(m.evaluate(node.expression, scope), node.expression);
  const whole = items.length > MAX_UNROLLED ? [joinAll(items)] : items;
  if (items.length > MAX_UNROLLED || rest) widenCounters(m, node, scope);
  const further = rest ? textsApart(rest) : [];
  return walk(
    m,
    node,
    [...whole, ...(further.length === 1 ? [rest!, rest!] : further)],
    scope,
    !rest && items.length === 1,
  );
}

export function executeForIn(m: Machine, node: ts.ForInStatement, scope: Scope): Completion {
  const object = m.evaluate(node.expression, scope);
  const keys = m.keysOf(object);
  const unknownKey = unknown(
    'a key of an object that is not known',
    locationOf(node.expression),
    object.kind === 'unknown' ? object.source : undefined,
  );
  const values: Value[] = keys ? keys.slice(0, 200).map(stringOf) : [unknownKey, unknownKey];
  return walk(m, node, values, scope, false);
}

function walk(
  m: Machine,
  node: ts.ForOfStatement | ts.ForInStatement,
  values: readonly Value[],
  outer: Scope,
  once: boolean,
): Completion {
  let last: Completion = Completion.Normal;
  const run = () => {
    for (const value of values) {
      const scope = m.makeScope(outer);
      if (ts.isVariableDeclarationList(node.initializer)) {
        const declaration = node.initializer.declarations[0];
        if (declaration)
          m.bindPattern(declaration.name, m.refine(value, declaration.type, scope), scope, declaration.type);
      } else m.assignTo(node.initializer, value, scope);
      last = m.execute(node.statement, scope);
      if (last >= Completion.Break) break;
    }
  };
  if (once) run();
  else m.under(run, true);
  return once && last >= Completion.Return ? last : Completion.Normal;
}
