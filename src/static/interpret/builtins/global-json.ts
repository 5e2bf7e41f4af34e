import { alternativesOf, joinAll } from '../join.js';
import type { Machine } from '../machine.js';
import { constant, stringOf, UNDEFINED, unknown } from '../make.js';
import { exactText } from '../text.js';
import type { CallContext, Value } from '../value.js';
import { machineOf } from './machine-of.js';
import { tableObject } from './table.js';

const MAX_NODES = 20_000;

/** The value of parsed JSON. Bounded: what is beyond is unknown. */
export function valueOfJson(m: Machine, json: unknown, budget = { left: MAX_NODES }): Value {
  if (--budget.left < 0) return unknown('JSON too large to follow');
  if (typeof json === 'string') return stringOf(json);
  if (json === null || typeof json === 'number' || typeof json === 'boolean') return constant(json);
  if (Array.isArray(json)) return m.makeArray(json.map((one) => valueOfJson(m, one, budget)));
  if (typeof json !== 'object') return UNDEFINED;
  return m.makeObject(Object.entries(json).map(([name, one]) => [name, valueOfJson(m, one, budget)]));
}

function parse(context: CallContext, [text = UNDEFINED, reviver]: Value[]): Value {
  const { m, site } = machineOf(context);
  if (reviver) m.escape([reviver], site);
  return joinAll(alternativesOf(text).map((one) => parseOne(m, one, context)));
}

function parseOne(m: Machine, text: Value, context: CallContext): Value {
  if (text.kind === 'unknown') {
    // JSON.parse(JSON.stringify(x)) is a copy of x.
    const [original] = text.reason === JSON_TEXT && text.inner?.length === 1 ? text.inner : [];
    return original ?? unknown(text.reason, text.at ?? context.at, text.source, text.inner);
  }
  const exact = exactText(text);
  if (exact !== undefined && exact.length <= 1_000_000) {
    try {
      return valueOfJson(m, JSON.parse(exact));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  const env = text.kind === 'string' ? text.text.find((part) => part.kind === 'env') : undefined;
  return unknown(env?.kind === 'env' ? `JSON in the environment variable ${env.name}` : 'parsed JSON', context.at);
}

const JSON_TEXT = 'JSON text';

function stringify(context: CallContext, [value = UNDEFINED, replacer]: Value[]): Value {
  const { m, site } = machineOf(context);
  if (replacer?.kind === 'function') m.escape([replacer], site);
  if (value.kind === 'string') {
    const exact = exactText(value);
    return exact !== undefined ? stringOf(JSON.stringify(exact)) : unknown(JSON_TEXT, context.at, undefined, [value]);
  }
  return unknown(JSON_TEXT, context.at, value.kind === 'unknown' ? value.source : undefined, [value]);
}

export const jsonGlobal = () => tableObject('JSON', { parse, stringify });
