import { Completion } from './completion.js';
import type { Binding, Frame, Writes, Written } from './frame.js';
import { alternativesOf, join, joinAll } from './join.js';
import type { Machine } from './machine.js';
import type { ObjectValue, Value } from './value.js';

/** How one branch ended and what it surely wrote. */
export interface Branch {
  ended: Completion;
  writes: Writes;
}

/** Runs one of several branches under a condition and notes what it surely sets, so that `settleBranches` can compare them. */
export function runBranch(m: Machine, run: () => Completion, clause = false): Branch {
  const outer = m.frame;
  const writes: Writes = new Map();
  m.frame = { parent: outer, loop: false, writes, ...(clause && { clause }) };
  try {
    return { ended: run(), writes };
  } finally {
    m.frame = outer;
  }
}

/** Notes a write for the branches that are open around it. `property` is empty for variables. */
export function noteWrite(
  m: Machine,
  target: ObjectValue | Binding,
  made: unknown,
  property: string,
  value: Value,
  old: Value | undefined,
): void {
  for (let frame: Frame | undefined = m.frame; frame && frame !== made; frame = frame.parent) {
    const known = frame.writes?.get(target)?.get(property);
    if (frame === m.frame && frame.writes && !frame.left) {
      const wasAbsent = known?.wasAbsent ?? (old === undefined || isOnlyUndefined(old));
      keep(frame.writes, target, property, { value, wasAbsent });
    } else if (known) known.value = join(known.value, value);
  }
}

/** A `break` or `continue` inside a branch: what the branch writes afterwards is not written for sure. */
export function noteLeaving(m: Machine, how: Completion): void {
  for (let frame: Frame | undefined = m.frame; frame; frame = frame.parent) {
    if (frame !== m.frame) frame.left = true;
    if (frame.loop || (frame.clause && how === Completion.Break)) return;
  }
}

/**
 * After branches of which one surely ran: what every branch that goes on has set is set. `if (a) p.IndexName = 'i'; else p.IndexName = 'j'`
 * leaves no request without an index.
 * @param goesOn completions after which the code behind the branches runs
 */
export function settleBranches(m: Machine, branches: readonly Branch[], goesOn: readonly Completion[]): void {
  const going = branches.filter(({ ended }) => ended < Completion.Return);
  const [first, ...others] = going;
  if (!first || going.some(({ ended }) => !goesOn.includes(ended))) return;
  for (const [target, members] of first.writes) {
    for (const [property, written] of members) {
      const all = [written, ...others.flatMap(({ writes }) => writes.get(target)?.get(property) ?? [])];
      if (all.length < going.length) continue;
      settle(m, target, property, { ...written, value: joinAll(all.map((one) => one.value)) });
    }
  }
}

function settle(m: Machine, target: ObjectValue | Binding, property: string, written: Written): void {
  const made = 'kind' in target ? target.allocation?.frame : target.frame;
  if (made !== m.frame) {
    if (m.frame.writes && !m.frame.left) keep(m.frame.writes, target, property, written);
    return;
  }
  if (!written.wasAbsent || alternativesOf(written.value).some(isOnlyUndefined)) return;
  const now = 'kind' in target ? target.fields.get(property) : target.value;
  const rest = now && alternativesOf(now).filter((one) => !isOnlyUndefined(one));
  if (!rest?.length || rest.length === alternativesOf(now!).length) return;
  if ('kind' in target) {
    target.fields.set(property, joinAll(rest));
    m.heap.changed(target.allocation);
  } else {
    target.value = joinAll(rest);
    m.heap.changed(target);
  }
}

function keep(writes: Writes, target: ObjectValue | Binding, property: string, written: Written): void {
  const members = writes.get(target) ?? new Map<string, Written>();
  writes.set(target, members);
  members.set(property, written);
}

const isOnlyUndefined = (value: Value): boolean => value.kind === 'constant' && value.value === undefined;
