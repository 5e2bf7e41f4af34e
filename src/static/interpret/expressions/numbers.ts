import type { SourceLocation } from '../../../model/location.js';
import { ts } from '../../parse/ast.js';
import { constant, unknown } from '../make.js';
import { exactText } from '../text.js';
import type { Value } from '../value.js';

const K = ts.SyntaxKind;

/** Arithmetic on known numbers; everything else is a number computed at run time. */
export function arithmetic(operator: ts.SyntaxKind, left: Value, right: Value, at: SourceLocation): Value {
  const [a, b] = [numberOf(left), numberOf(right)];
  const result = a === undefined || b === undefined ? undefined : compute(operator, a, b);
  if (result !== undefined) return constant(result);
  const hole = left.kind === 'unknown' ? left : right.kind === 'unknown' ? right : undefined;
  return unknown('a number computed at run time', hole?.at ?? at, hole?.source);
}

function compute(operator: ts.SyntaxKind, a: number, b: number): number | undefined {
  switch (operator) {
    case K.PlusToken:
    case K.PlusEqualsToken:
      return a + b;
    case K.MinusToken:
    case K.MinusEqualsToken:
      return a - b;
    case K.AsteriskToken:
    case K.AsteriskEqualsToken:
      return a * b;
    case K.SlashToken:
    case K.SlashEqualsToken:
      return a / b;
    case K.PercentToken:
    case K.PercentEqualsToken:
      return a % b;
    case K.AsteriskAsteriskToken:
    case K.AsteriskAsteriskEqualsToken:
      return a ** b;
    case K.AmpersandToken:
      return a & b;
    case K.BarToken:
      return a | b;
    case K.CaretToken:
      return a ^ b;
    case K.LessThanLessThanToken:
      return a << b;
    case K.GreaterThanGreaterThanToken:
      return a >> b;
    case K.GreaterThanGreaterThanGreaterThanToken:
      return a >>> b;
    default:
      return undefined;
  }
}

function numberOf(value: Value): number | undefined {
  if (value.kind !== 'constant' || typeof value.value === 'bigint') return undefined;
  return Number(value.value);
}

export function compare(operator: ts.SyntaxKind, left: Value, right: Value): boolean | undefined {
  const [a, b] = [comparable(left), comparable(right)];
  if (a === undefined || b === undefined || typeof a !== typeof b) return undefined;
  if (operator === K.LessThanToken) return a < b;
  if (operator === K.GreaterThanToken) return a > b;
  return operator === K.LessThanEqualsToken ? a <= b : a >= b;
}

function comparable(value: Value): number | string | undefined {
  return value.kind === 'string' ? exactText(value) : numberOf(value);
}

/** `-x`, `+x`, `~x`. */
export function signed(operator: ts.PrefixUnaryOperator, value: Value, at: SourceLocation): Value {
  const text = exactText(value);
  const number = text !== undefined ? Number(text) : numberOf(value);
  if (number === undefined)
    return unknown('a number computed at run time', at, value.kind === 'unknown' ? value.source : undefined);
  return constant(operator === K.MinusToken ? -number : operator === K.TildeToken ? ~number : number);
}
