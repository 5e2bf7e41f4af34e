import { changedOlder, type Footprint } from '../heap.js';
import { keyOf } from '../key.js';
import type { Machine } from '../machine.js';
import type { FunctionValue, Value } from '../value.js';

interface Remembered {
  value: Value;
  time: number;
  reads: Footprint['reads'];
}

export interface Memo {
  results: Map<string, Remembered>;
  /** Keys of calls that stand open: an equal call inside one would only repeat it. */
  running: Set<string>;
}

const MAX_KEY = 4000;

/** The call memo of one analysis. */
export function memoOf(m: Machine): Memo {
  const known = m.stores.get('memo') as Memo | undefined;
  if (known) return known;
  const memo: Memo = { results: new Map(), running: new Set() };
  m.stores.set('memo', memo);
  return memo;
}

/** Equal keys run equally: same closure, same abstract arguments, same side of a catch, same phase (module or handler). */
export function keyOfCall(m: Machine, fn: FunctionValue, thisValue: Value, args: readonly Value[]): string | undefined {
  const phase = `${m.errorDepth > 0 ? '!' : ''}${m.path[0]?.startsWith('module ') ? '~' : ''}`;
  const key = `${phase}${fn.id} ${keyOf(thisValue)} ${args.map((one) => keyOf(one, 3)).join(' ')}`;
  return key.length > MAX_KEY ? undefined : key;
}

/** The remembered result, as long as nothing that its run read has changed. */
export function recall(m: Machine, memo: Memo, key: string): Value | undefined {
  const known = memo.results.get(key);
  if (!known) return undefined;
  if (m.heap.stillHolds(known.reads, known.time)) {
    m.heap.merge({ reads: known.reads, oldestChange: Number.POSITIVE_INFINITY });
    return known.value;
  }
  memo.results.delete(key);
  return undefined;
}

/** Remembers a result unless the run changed something older than itself: repeating the call would repeat the change. */
export function remember(m: Machine, memo: Memo, key: string, value: Value, footprint: Footprint): void {
  if (changedOlder(footprint)) return;
  memo.results.set(key, { value, time: m.heap.now(), reads: footprint.reads });
}
