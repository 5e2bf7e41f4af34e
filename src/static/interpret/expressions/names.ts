import { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import { readBinding } from '../binding.js';
import type { Machine } from '../machine.js';
import { UNDEFINED, unknown } from '../make.js';
import type { Scope } from '../scope.js';
import type { Value } from '../value.js';

export function evaluateIdentifier(m: Machine, node: ts.Identifier, scope: Scope): Value {
  const name = node.text;
  const binding = scope.lookup(name);
  if (binding) {
    if (!binding.read) m.heap.read(binding);
    return readBinding(binding);
  }
  if (name === 'undefined') return UNDEFINED;
  if (name === 'arguments') return m.makeArray([...scope.activation.args]);
  return (
    m.globals.get(name) ?? m.globalObject.fields.get(name) ?? unknown(`'${name}' is declared nowhere`, locationOf(node))
  );
}

export const evaluateThis = (_m: Machine, _node: ts.Expression, scope: Scope): Value => scope.activation.thisValue;

/** Where `super.x` looks: the parent's prototype, then what a modelled or unknown parent gave the instance. */
export function superHolder(scope: Scope): Value {
  const { home, thisValue } = scope.activation;
  if (!home) return unknown('super outside a method');
  const bases = thisValue.kind === 'object' ? thisValue.bases : undefined;
  if (!home.proto && !bases && !home.bases) return UNDEFINED;
  return {
    kind: 'object',
    id: `super of ${home.id}`,
    fields: new Map(),
    ...(home.proto && { proto: home.proto }),
    ...((bases ?? home.bases) && { bases: bases ?? home.bases! }),
  };
}

/** `import.meta`, `new.target`. */
export function evaluateMeta(m: Machine, node: ts.MetaProperty, scope: Scope): Value {
  if (node.keywordToken === ts.SyntaxKind.NewKeyword) return scope.activation.newTarget ?? UNDEFINED;
  const meta = m.makeObject([
    ['url', { kind: 'string', text: [{ kind: 'literal', text: `file:///${scope.module.file}` }] }],
    ['dirname', directory(scope)],
    ['filename', { kind: 'string', text: [{ kind: 'literal', text: `/${scope.module.file}` }] }],
  ]);
  meta.open = unknown('import.meta', locationOf(node));
  return meta;
}

const directory = (scope: Scope): Value => ({
  kind: 'string',
  text: [{ kind: 'literal', text: `/${scope.module.file}`.replace(/\/[^/]*$/, '') || '/' }],
});
