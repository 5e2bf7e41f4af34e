import type { LedgerEntry } from '../../../src/model/ledger.js';
import type { SdkCall } from '../../../src/model/sdk-call.js';
import { Charges } from '../../../src/static/interpret/charges.js';
import { toArgument } from '../../../src/static/interpret/to-argument.js';
import type { CallContext, ExternalValue, Value } from '../../../src/static/interpret/value.js';

/** A context without an interpreter: records charges and reports, reads plain objects, and notes the functions that are run. */
export class FakeContext implements CallContext {
  readonly charges = new Charges();
  readonly reports: LedgerEntry[] = [];
  readonly invoked: Value[] = [];
  path: readonly string[] = ['handler'];
  inErrorPath = false;
  private line = 0;

  get at() {
    return { file: 'index.ts', line: this.line, column: 1 };
  }

  /** Moves on to the next line, as the next call of a program would be. */
  next(): this {
    this.line++;
    return this;
  }

  charge(call: Parameters<CallContext['charge']>[0]): void {
    this.charges.add({ ...call, location: call.location ?? this.at, path: [...this.path] });
  }

  markSent(...[location, sending]: Parameters<CallContext['markSent']>): void {
    this.charges.markSent(location, sending, { at: this.at, path: this.path });
  }

  invoke(callee: Value, thisValue: Value, args: Value[]): Value {
    this.invoked.push(callee);
    if (callee.kind === 'native') return callee.call(this, thisValue, args);
    if (callee.kind === 'external' && callee.model.call) return callee.model.call(callee, thisValue, args, this);
    return { kind: 'unknown', reason: 'the result of a function' };
  }

  get(object: Value, property: string): Value {
    const unknown: Value = {
      kind: 'unknown',
      reason: `${property} of something`,
      source: `${object.kind}.${property}`,
    };
    if (object.kind === 'object') return object.fields.get(property) ?? { kind: 'constant', value: undefined };
    if (object.kind === 'external') return object.model.get(object, property, this) ?? unknown;
    return unknown;
  }

  toArgument(value: Value) {
    return toArgument(
      value,
      { get: (object, property) => this.get(object, property), textOf: () => undefined },
      this.at,
    );
  }

  report(entry: Parameters<CallContext['report']>[0]): void {
    this.reports.push({ ...entry, location: entry.location ?? this.at });
  }

  declaredLiterals(): undefined {
    return undefined;
  }
}

/** Calls, each as one line: `s3:GetObject sent {"Bucket":"a"}`. */
export const linesOf = (calls: readonly SdkCall[]): string[] =>
  calls.map((call) => `${call.client}:${call.operation} ${call.charged}`);

/** Reads a chain of members of an external value. */
export function member(context: FakeContext, from: Value | undefined, ...names: string[]): Value {
  let value = from;
  for (const name of names) value = context.get(value!, name);
  return value!;
}

export const callIt = (context: FakeContext, callee: Value, ...args: Value[]): Value =>
  (callee as ExternalValue).model.call!(
    callee as ExternalValue,
    { kind: 'constant', value: undefined },
    args,
    context.next(),
  );

export const newIt = (context: FakeContext, callee: Value, ...args: Value[]): Value =>
  (callee as ExternalValue).model.construct!(callee as ExternalValue, args, context.next());

/** Plain data as a value. */
export function toValue(data: unknown): Value {
  if (typeof data === 'string') return { kind: 'string', text: data === '' ? [] : [{ kind: 'literal', text: data }] };
  if (Array.isArray(data)) return { kind: 'array', id: JSON.stringify(data), items: data.map(toValue) };
  if (data !== null && typeof data === 'object' && !('kind' in data)) {
    return {
      kind: 'object',
      id: JSON.stringify(Object.keys(data)),
      fields: new Map(Object.entries(data).map(([key, one]) => [key, toValue(one)])),
    };
  }
  if (data !== null && typeof data === 'object') return data as Value;
  return { kind: 'constant', value: data as number };
}
