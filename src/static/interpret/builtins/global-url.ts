import { native, stringOf, UNDEFINED, unknown } from '../make.js';
import { concatValues, exactText } from '../text.js';
import type { CallContext, Value } from '../value.js';
import { machineOf } from './machine-of.js';
import { globalFunction } from './table.js';

/** `new URL(text, base)`: its parts when the text is known; a text with holes stays one text. */
function makeUrl(context: CallContext, [text = UNDEFINED, base]: Value[]): Value {
  const { m } = machineOf(context);
  const [exact, exactBase] = [exactText(text), base && exactText(base)];
  const whole = exact !== undefined && (!base || exactBase !== undefined) ? parse(exact, exactBase) : undefined;
  if (whole) {
    const parts = ['href', 'origin', 'protocol', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'] as const;
    const object = m.makeObject(parts.map((name) => [name, stringOf(whole[name])]));
    object.fields.set('[[text]]', stringOf(whole.href));
    object.open = unknown('a member of a URL', context.at);
    return object;
  }
  const object = m.makeObject([
    ['href', text],
    ['[[text]]', text],
  ]);
  object.open = unknown('a part of a URL', context.at, text.kind === 'unknown' ? text.source : undefined);
  return object;
}

function parse(text: string, base: string | undefined): URL | undefined {
  return URL.canParse(text, base) ? new URL(text, base) : undefined;
}

export const urlGlobal = () =>
  globalFunction('URL', makeUrl, makeUrl, { canParse: (context) => unknown('a condition', context.at) });

const coded = (name: string, change: (text: string) => string) =>
  native(name, (context, _self, [value = UNDEFINED]) => {
    const exact = exactText(value);
    if (exact === undefined)
      return value.kind === 'string' && value.text.every((part) => part.kind === 'env')
        ? value
        : concatValues([value], context.at);
    try {
      return stringOf(change(exact));
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      return unknown('a text that cannot be decoded', context.at);
    }
  });

export const uriGlobals = (): [string, Value][] => [
  ['encodeURIComponent', coded('encodeURIComponent', encodeURIComponent)],
  ['decodeURIComponent', coded('decodeURIComponent', decodeURIComponent)],
  ['encodeURI', coded('encodeURI', encodeURI)],
  ['decodeURI', coded('decodeURI', decodeURI)],
];
