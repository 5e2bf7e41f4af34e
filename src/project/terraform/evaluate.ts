import { intrinsicNode, listNode, mapNode, scalarNode } from '../template/build.js';
import { scalarOf, type TemplateNode } from '../template/node.js';
import type { Environment, Key } from './environment.js';
import { functionOf } from './functions.js';
import type { Expression, ForExpression, Step } from './syntax.js';
import { alternatives, entriesWithKeys, isMissing, join, type Place, pick, truthOf, unknown } from './values.js';

/** A text of this length costs as much as a node. */
const CHARACTERS_A_NODE = 50;

/** Works an expression out as far as it is known before applying; what is not known is `Deploy::Unknown` with the expression's text. */
export function evaluate(expression: Expression, environment: Environment): TemplateNode {
  const node = environment.spend(1) ? known(expression, environment) : undefined;
  // Texts that double at every step of a chain are bounded by their length.
  const isAffordable = node?.kind !== 'scalar' || environment.spend(String(node.value).length / CHARACTERS_A_NODE);
  return node && isAffordable ? node : unknown(expression.text, environment.at);
}

function known(expression: Expression, environment: Environment): TemplateNode | undefined {
  const { at } = environment;
  const value = (inner: Expression) => evaluate(inner, environment);
  switch (expression.kind) {
    case 'literal':
      return scalarNode(at, expression.value);
    case 'template':
      return join(
        expression.parts.map((part) => (typeof part === 'string' ? scalarNode(at, part) : value(part))),
        '',
        at,
      );
    case 'list':
      return listNode(at, expression.items.map(value));
    case 'object':
      return mapNode(
        at,
        Object.fromEntries(
          expression.entries.map(([key, item]): [string, TemplateNode] => [
            scalarOf(value(key)) ?? key.text,
            value(item),
          ]),
        ),
      );
    case 'for':
      return loop(expression, environment);
    case 'call':
      return functionOf(expression.name)?.(expression.args.map(value), environment);
    case 'conditional':
      return conditional(expression, environment);
    case 'binary':
      return binary(expression.operator, value(expression.left), value(expression.right), at);
    case 'unary':
      return unary(expression.operator, value(expression.operand), at);
    case 'traversal':
      return traversal(expression.root, expression.steps, environment);
  }
}

function conditional(
  { test, yes, no }: Extract<Expression, { kind: 'conditional' }>,
  environment: Environment,
): TemplateNode {
  const truth = truthOf(evaluate(test, environment));
  if (truth !== undefined) return evaluate(truth ? yes : no, environment);
  const branches = [yes, no].map((branch) => evaluate(branch, environment));
  // `cond ? aws_sns_topic.alerts[0].arn : ""`: an empty value names nothing.
  const naming = branches.filter((branch) => !isMissing(branch));
  return alternatives(naming.length > 0 ? naming : branches, test.text, environment.at)!;
}

function loop(expression: ForExpression, environment: Environment): TemplateNode | undefined {
  const entries = entriesWithKeys(evaluate(expression.over, environment));
  if (entries === undefined) return undefined;
  const { at } = environment;
  const [keyName, valueName] = expression.names.length > 1 ? expression.names : [undefined, expression.names[0]];
  const out: [string, TemplateNode][] = [];
  for (const [key, node] of entries) {
    const bindings = new Map(environment.bindings).set(valueName ?? '', node);
    if (keyName !== undefined) bindings.set(keyName, scalarNode(at, key));
    const inner = { ...environment, bindings };
    // A test nobody can decide keeps the element: what may be there counts.
    if (expression.test && truthOf(evaluate(expression.test, inner)) === false) continue;
    const made = expression.key ? scalarOf(evaluate(expression.key, inner)) : key;
    if (made === undefined) return undefined;
    out.push([made, evaluate(expression.value, inner)]);
  }
  return expression.key
    ? mapNode(at, Object.fromEntries(out))
    : listNode(
        at,
        out.map(([, node]) => node),
      );
}

function traversal(
  root: string | Expression,
  steps: readonly Step[],
  environment: Environment,
): TemplateNode | undefined {
  const keys = steps.map((step): Key => {
    if (!('index' in step)) return step;
    return { key: scalarOf(evaluate(step.index, environment)), text: step.index.text };
  });
  const bound = typeof root === 'string' ? environment.bindings.get(root) : evaluate(root, environment);
  return bound ? follow(bound, keys, environment) : environment.resolve(root as string, keys, environment);
}

/** Follows steps from a node. Undefined when there is nothing on the way. */
export function follow(node: TemplateNode, keys: readonly Key[], environment: Environment): TemplateNode | undefined {
  let current: TemplateNode | undefined = node;
  for (const [index, key] of keys.entries()) {
    if (current === undefined) return undefined;
    if ('splat' in key) {
      const items = entriesWithKeys(current)?.map(([, item]) => item) ?? [current];
      const rest = keys.slice(index + 1);
      return listNode(
        environment.at,
        items.flatMap((item) => follow(item, rest, environment) ?? []),
      );
    }
    current =
      'attribute' in key
        ? (pick(current, key.attribute) ?? environment.member(current, key.attribute, environment))
        : indexed(current, key, environment);
  }
  return current;
}

function indexed(
  node: TemplateNode,
  { key, text }: { key: string | undefined; text: string },
  environment: Environment,
): TemplateNode | undefined {
  if (key !== undefined) return pick(node, key);
  const all = entriesWithKeys(node)?.map(([, item]) => item) ?? [];
  return alternatives(all, text, environment.at);
}

function binary(operator: string, left: TemplateNode, right: TemplateNode, at: Place): TemplateNode | undefined {
  const [a, b] = [truthOf(left), truthOf(right)];
  if (operator === '&&' || operator === '||') {
    const decisive = operator === '||';
    if (a === decisive || b === decisive) return scalarNode(at, String(decisive));
    return a === undefined || b === undefined ? undefined : scalarNode(at, String(!decisive));
  }
  if (left.kind !== 'scalar' || right.kind !== 'scalar') {
    const same = operator === '==' || operator === '!=' ? sameStructure(left, right) : undefined;
    return same === undefined ? undefined : scalarNode(at, String(same === (operator === '==')));
  }
  if (operator === '==' || operator === '!=')
    return scalarNode(at, String((String(left.value) === String(right.value)) === (operator === '==')));
  const result = ARITHMETIC[operator]?.(Number(left.value), Number(right.value));
  return result === undefined || Number.isNaN(result) ? undefined : scalarNode(at, String(result));
}

/** Whether two values are the same when one of them is a structure: known against `null` and the empty structure. */
function sameStructure(left: TemplateNode, right: TemplateNode): boolean | undefined {
  const sizes = [left, right].map((node) =>
    node.kind === 'scalar' && node.value === null ? -1 : entriesWithKeys(node)?.length,
  );
  const [a, b] = sizes;
  if (a === undefined || b === undefined) return undefined;
  if (a === b) return a === 0 ? true : undefined;
  return a <= 0 || b <= 0 ? false : undefined;
}

const ARITHMETIC: { readonly [operator: string]: (a: number, b: number) => number | boolean } = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};

function unary(operator: string, operand: TemplateNode, at: Place): TemplateNode | undefined {
  if (operator === '!') {
    const truth = truthOf(operand);
    return truth === undefined ? undefined : scalarNode(at, String(!truth));
  }
  const value = scalarOf(operand);
  return value === undefined || Number.isNaN(Number(value)) ? undefined : scalarNode(at, String(-Number(value)));
}

/** The node of an expression that stays a value only the deployment knows, printed as it is written. */
export const written = (expression: string, at: Place): TemplateNode =>
  intrinsicNode(at, 'Deploy::Value', scalarNode(at, expression));
