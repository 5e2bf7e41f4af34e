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
  /** Calls that may not be remembered, because they change what was there before: what they gave, and how often nothing new came of it. */
  repeats: Map<string, { value: Value; idle: number }>;
}

/** Calls with longer keys are not remembered. */
export const LARGE_KEY = 4000;

/** An equal call that found nothing new so many times in a row is not run again when the steps run short. */
const IDLE_REPEATS = 4;

/** Share of the steps after which repeats are no longer run, and runs of one function after which its own are not. */
const SHORT_OF_STEPS = 1 / 4;
const MANY_RUNS = 200;

/** The call memo of one analysis. */
export function memoOf(m: Machine): Memo {
  const known = m.stores.get('memo') as Memo | undefined;
  if (known) return known;
  const memo: Memo = { results: new Map(), running: new Set(), repeats: new Map() };
  m.stores.set('memo', memo);
  return memo;
}

/** Equal keys run equally: same closure, same abstract arguments, same side of a catch, same phase (module or handler). */
export function keyOfCall(m: Machine, fn: FunctionValue, thisValue: Value, args: readonly Value[]): string | undefined {
  const phase = `${m.errorDepth > 0 ? '!' : ''}${m.path[0]?.startsWith('module ') ? '~' : ''}`;
  const key = `${phase}${fn.id} ${keyOf(thisValue)} ${args.map((one) => keyOf(one, 3)).join(' ')}`;
  return key.length > LARGE_KEY ? undefined : key;
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

/**
 * The last result of a call that was repeated in vain, once a good part of the steps is used up or the function was run very often. Such a
 * call writes what it wrote before: running it to the end of the budget would lose all that comes behind it.
 */
export function recallRepeat(m: Machine, memo: Memo, key: string, runs: number): Value | undefined {
  if (runs < MANY_RUNS && m.budget.used < m.budget.steps * SHORT_OF_STEPS) return undefined;
  const known = memo.repeats.get(key);
  return known && known.idle >= IDLE_REPEATS ? known.value : undefined;
}

/** Notes that a call was run and whether it led to a request or a report that was not there before. */
export function noteRepeat(memo: Memo, key: string, value: Value, foundNew: boolean): void {
  const idle = foundNew ? 0 : (memo.repeats.get(key)?.idle ?? 0) + 1;
  memo.repeats.set(key, { value, idle });
}
