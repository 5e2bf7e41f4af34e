import type { ts } from '../../parse/ast.js';
import { keyOf } from '../key.js';
import type { Machine } from '../machine.js';
import type { FunctionValue, Value } from '../value.js';

/** Instances of one class made at one place with equal arguments that are told apart. */
const MAX_EQUAL = 8;
/** Instances made at one place at all that are told apart. */
const MAX_PER_SITE = 40;

interface Made {
  byArguments: Map<string, Value[]>;
  count: number;
}

const madeAt = (m: Machine, site: ts.Node): Made => {
  const store = (m.stores.get('made') as Map<ts.Node, Made> | undefined) ?? new Map<ts.Node, Made>();
  m.stores.set('made', store);
  const made = store.get(site) ?? { byArguments: new Map<string, Value[]>(), count: 0 };
  store.set(site, made);
  return made;
};

const keyOfArguments = (cls: FunctionValue, args: readonly Value[]): string =>
  `${cls.id} ${args.map((one) => keyOf(one, 3)).join(' ')}`;

/**
 * The instance that stands for one more `new` at a place that made many: from then on it is several objects, so all its fields are
 * joined, never replaced. Undefined while instances are told apart.
 */
export function sharedInstance(
  m: Machine,
  cls: FunctionValue,
  args: readonly Value[],
  site: ts.Node,
): Value | undefined {
  const made = madeAt(m, site);
  const equal = made.byArguments.get(keyOfArguments(cls, args)) ?? [];
  const last = equal.at(-1);
  const full = equal.length >= MAX_EQUAL || (made.count >= MAX_PER_SITE && equal.length > 0);
  if (!full || !last) return undefined;
  if (last.kind === 'object' && last.allocation) last.allocation.frame = undefined;
  return last;
}

export function keepInstance(
  m: Machine,
  cls: FunctionValue,
  args: readonly Value[],
  site: ts.Node,
  value: Value,
): void {
  const made = madeAt(m, site);
  const key = keyOfArguments(cls, args);
  made.byArguments.set(key, [...(made.byArguments.get(key) ?? []), value]);
  made.count++;
}
