import type { ts } from '../parse/ast.js';
import { noteWrite } from './branches.js';
import type { Binding } from './frame.js';
import { join, sameValue } from './join.js';
import type { Machine } from './machine.js';
import { UNDEFINED } from './make.js';
import type { Scope } from './scope.js';
import type { Value } from './value.js';

/** Declares a variable in a scope, or initialises the one that hoisting made. */
export function declare(m: Machine, scope: Scope, name: string, value: Value, type?: ts.TypeNode): void {
  const known = scope.vars.get(name);
  if (!known) {
    scope.vars.set(name, { value, frame: m.frame, born: m.heap.tick(), ...(type && { type }) });
    return;
  }
  if (type) known.type = type;
  assign(m, known, value);
}

/** Makes names known before their declaration runs. */
export function predeclare(m: Machine, scope: Scope, names: readonly string[]): void {
  for (const name of names) {
    if (!scope.vars.has(name)) scope.vars.set(name, { value: UNDEFINED, frame: m.frame, born: m.heap.tick() });
  }
}

/** Assigns: replaces under the condition the variable was declared under, joins with the old value otherwise. */
export function assign(m: Machine, binding: Binding, value: Value): void {
  const next = binding.frame === m.frame ? value : join(binding.value, value);
  if (binding.frame !== m.frame) noteWrite(m, binding, binding.frame, '', value, binding.value);
  if (sameValue(binding.value, next)) {
    // An unknown value may have gained inner values without changing its key.
    if (binding.frame === m.frame) binding.value = next;
    return;
  }
  binding.value = next;
  m.heap.changed(binding);
}

export const readBinding = (binding: Binding): Value => (binding.read ? binding.read() : binding.value);
