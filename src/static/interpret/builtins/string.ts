import { concatTexts, literal, literalOf, type Text } from '../../../model/text.js';
import { alternativesOf, joinAll } from '../join.js';
import { boolean, constant, native, stringOf, textValue, UNDEFINED, unknown } from '../make.js';
import { concatValues, exactText, literalText, mapText } from '../text.js';
import type { CallContext, NativeValue, StringValue, Value } from '../value.js';
import { machineOf } from './machine-of.js';
import { numberArgument } from './numbers.js';

type Method = (self: StringValue, args: Value[], context: CallContext) => Value;

const changed =
  (change: (text: string, args: readonly (string | number | undefined)[]) => string): Method =>
  (self, args, context) => {
    const known = args.map((one) => literalText(one) ?? numberArgument(one));
    if (args.some((one, index) => known[index] === undefined && one.kind !== 'constant'))
      return unknown('a text cut or padded by a value that is not known', context.at);
    return mapText(self, (text) => stringOf(change(text, known)), context.at);
  };

const asked =
  (ask: (text: string, arg: string) => boolean | number): Method =>
  (self, args, context) => {
    const text = exactText(self);
    const arg = args[0] ? literalText(args[0]) : undefined;
    if (text === undefined || arg === undefined) return unknown('a question about a text', context.at);
    const answer = ask(text, arg);
    return typeof answer === 'boolean' ? boolean(answer) : constant(answer);
  };

const n = (value: string | number | undefined): number | undefined => (value === undefined ? undefined : Number(value));

const same: Method = (self) => self;

const METHODS = {
  toString: same,
  valueOf: same,
  normalize: same,
  toWellFormed: same,
  trim: (self, _args, context) => trimmed(self, context),
  trimStart: changed((text) => text.trimStart()),
  trimEnd: changed((text) => text.trimEnd()),
  toLowerCase: changed((text) => text.toLowerCase()),
  toUpperCase: changed((text) => text.toUpperCase()),
  toLocaleLowerCase: changed((text) => text.toLowerCase()),
  toLocaleUpperCase: changed((text) => text.toUpperCase()),
  padStart: changed((text, [length, fill]) =>
    text.padStart(Math.min(n(length) ?? 0, 1000), fill as string | undefined),
  ),
  padEnd: changed((text, [length, fill]) => text.padEnd(Math.min(n(length) ?? 0, 1000), fill as string | undefined)),
  slice: changed((text, [from, to]) => text.slice(n(from), n(to))),
  substring: changed((text, [from, to]) => text.substring(n(from) ?? 0, n(to))),
  substr: changed((text, [from, length]) =>
    text.slice(n(from) ?? 0, length === undefined ? undefined : (n(from) ?? 0) + Number(length)),
  ),
  charAt: changed((text, [at]) => text.charAt(n(at) ?? 0)),
  at: changed((text, [at]) => text.at(n(at) ?? 0) ?? ''),
  repeat: changed((text, [times]) => text.repeat(Math.max(0, Math.min(n(times) ?? 0, 100)))),
  concat: (self, args, context) => concatValues([self, ...args], context.at),
  replace: (self, args, context) => replaced(self, args, context, false),
  replaceAll: (self, args, context) => replaced(self, args, context, true),
  split: (self, args, context) => split(self, args, context),
  startsWith: asked((text, arg) => text.startsWith(arg)),
  endsWith: asked((text, arg) => text.endsWith(arg)),
  includes: asked((text, arg) => text.includes(arg)),
  indexOf: asked((text, arg) => text.indexOf(arg)),
  lastIndexOf: asked((text, arg) => text.lastIndexOf(arg)),
  match: (self, _args, context) => unknown('a match in a text', context.at, sourceOf(self)),
  matchAll: (self, _args, context) => unknown('a match in a text', context.at, sourceOf(self)),
  search: (_self, _args, context) => unknown('a place in a text', context.at),
  localeCompare: (_self, _args, context) => unknown('an order of texts', context.at),
  charCodeAt: (_self, _args, context) => unknown('a character code', context.at),
  codePointAt: (_self, _args, context) => unknown('a character code', context.at),
} satisfies { readonly [name: string]: Method };

const NATIVES = new Map<string, NativeValue>(
  Object.entries(METHODS).map(([name, method]) => [
    name,
    native(`String.prototype.${name}`, (context, self, args) =>
      joinAll(
        alternativesOf(self).map((one) =>
          one.kind === 'string' ? method(one, args, context) : unknown('a text', context.at),
        ),
      ),
    ),
  ]),
);

export function stringMember(self: StringValue, property: string): Value | undefined {
  if (property === 'length') {
    const exact = literalOf(self.text);
    return exact === undefined ? unknown('the length of a text') : constant(exact.length);
  }
  if (/^\d+$/.test(property)) {
    const exact = literalOf(self.text);
    return exact === undefined
      ? unknown('a character')
      : exact[Number(property)]
        ? stringOf(exact[Number(property)]!)
        : UNDEFINED;
  }
  return NATIVES.get(property);
}

const sourceOf = (self: StringValue): string | undefined => {
  const hole = self.text.find((part) => part.kind === 'unknown');
  return hole?.kind === 'unknown' ? hole.source : undefined;
};

/** White space at the ends of a partly known text can only be in its first and last literal. */
function trimmed(self: StringValue, context: CallContext): Value {
  const { text } = self;
  if (text.length === 1 && text[0]!.kind === 'env') return self;
  return mapText(self, (exact) => stringOf(exact.trim()), context.at);
}

function replaced(self: StringValue, args: Value[], context: CallContext, all: boolean): Value {
  const [pattern, by] = args;
  const { m, site } = machineOf(context);
  if (by?.kind === 'function') m.escape([by], site);
  const wanted = patternOf(pattern, all);
  if (wanted === undefined || !by) return unknown('a text with parts replaced', context.at, sourceOf(self));
  const replacement = by.kind === 'string' ? by.text : by.kind === 'constant' ? literal(String(by.value)) : undefined;
  if (!replacement) {
    const exact = literalOf(self.text);
    const untouched = exact !== undefined && !matches(exact, wanted);
    const hole: Text = [
      {
        kind: 'unknown',
        reason: 'a text put in at run time',
        at: context.at,
        ...(by.kind === 'unknown' && by.source && { source: by.source }),
      },
    ];
    if (untouched) return self;
    return exact === undefined
      ? unknown('a text with parts replaced', context.at)
      : textValue(substitute(exact, wanted, hole));
  }
  const open = self.text.some((part) => part.kind !== 'literal');
  if (open) return unknown('a text with parts replaced', context.at, sourceOf(self));
  const plain = literalOf(replacement);
  if (wanted instanceof RegExp && plain !== undefined) return stringOf(literalOf(self.text)!.replace(wanted, plain));
  return textValue(substitute(literalOf(self.text)!, wanted, replacement));
}

const matches = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string'
    ? text.includes(wanted)
    : new RegExp(wanted.source, wanted.flags.replace('g', '')).test(text);

/** The text with each (or the first) match of `wanted` taken out and `by` put in. */
function substitute(text: string, wanted: string | RegExp, by: Text): Text {
  const pieces =
    typeof wanted === 'string'
      ? splitOnce(text, wanted)
      : wanted.flags.includes('g')
        ? text.split(wanted)
        : splitAt(text, wanted);
  return concatTexts(...pieces.flatMap((piece, index) => (index === 0 ? [literal(piece)] : [by, literal(piece)])));
}

function splitOnce(text: string, wanted: string): string[] {
  const at = text.indexOf(wanted);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + wanted.length)];
}

function splitAt(text: string, wanted: RegExp): string[] {
  const found = wanted.exec(text);
  return found ? [text.slice(0, found.index), text.slice(found.index + found[0].length)] : [text];
}

/** A literal string or a simple regular expression. Patterns that could take long on hostile text are not run. */
function patternOf(value: Value | undefined, all: boolean): string | RegExp | undefined {
  const text = literalText(value);
  if (text !== undefined) return all ? new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g') : text;
  if (value?.kind !== 'object') return undefined;
  const written = literalText(value.fields.get('[[pattern]]'));
  const parts = written && /^\/(.{1,80})\/([a-z]*)$/s.exec(written);
  if (!parts || /[*+}].*[*+}]|\(/.test(parts[1]!)) return undefined;
  return new RegExp(parts[1]!, parts[2]!.replace(/[^gimsuy]/g, ''));
}

function split(self: StringValue, args: Value[], context: CallContext): Value {
  const { m } = machineOf(context);
  const exact = literalOf(self.text) ?? exactText(self);
  const separator = patternOf(args[0], false);
  if (exact !== undefined && separator !== undefined)
    return m.makeArray(exact.split(separator).slice(0, 200).map(stringOf));
  const piece = unknown('a piece of a text', context.at, sourceOf(self) && `${sourceOf(self)}`);
  const env = self.text.find((part) => part.kind === 'env');
  if (env?.kind === 'env') piece.reason = `a piece of ${env.name}`;
  return m.makeArray([], piece);
}
