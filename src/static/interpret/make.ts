import type { SourceLocation } from '../../model/location.js';
import { literal, type Text } from '../../model/text.js';
import type { CallContext, ConstantValue, NativeValue, StringValue, UnknownValue, Value } from './value.js';

export const UNDEFINED: ConstantValue = { kind: 'constant', value: undefined };
export const NULL: ConstantValue = { kind: 'constant', value: null };
export const TRUE: ConstantValue = { kind: 'constant', value: true };
export const FALSE: ConstantValue = { kind: 'constant', value: false };

export const constant = (value: ConstantValue['value']): ConstantValue => ({ kind: 'constant', value });

export const boolean = (value: boolean): ConstantValue => (value ? TRUE : FALSE);

export const stringOf = (text: string): StringValue => ({ kind: 'string', text: literal(text) });

export const textValue = (text: Text): StringValue => ({ kind: 'string', text });

/** A new unknown value. Always a fresh object: code may store members in it. */
export function unknown(reason: string, at?: SourceLocation, source?: string, inner?: readonly Value[]): UnknownValue {
  const value: UnknownValue = { kind: 'unknown', reason };
  if (at) value.at = at;
  if (source) value.source = source;
  if (inner?.length) value.inner = [...inner];
  return value;
}

export const native = (
  name: string,
  call: (context: CallContext, thisValue: Value, args: Value[]) => Value,
): NativeValue => ({
  kind: 'native',
  name,
  call,
});

export const isNullish = (value: Value | undefined): boolean =>
  value === undefined || (value.kind === 'constant' && (value.value === undefined || value.value === null));
