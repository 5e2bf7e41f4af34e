import type { SourceLocation } from '../../model/location.js';
import { bindEnvironment, concatTexts, literal, literalOf, type Text, unknownText } from '../../model/text.js';
import { alternativesOf, joinAll, MAX_ALTERNATIVES } from './join.js';
import { isNullish, textValue, unknown } from './make.js';
import type { StringValue, Value } from './value.js';

/** Texts of more parts than this say nothing useful any more. */
const MAX_PARTS = 40;
const MAX_LITERAL = 20_000;

/** The text of one alternative as JavaScript would convert it; holes say why. */
export function textOfOne(value: Value, at?: SourceLocation): Text {
  switch (value.kind) {
    case 'string':
      return value.text;
    case 'constant':
      return literal(String(value.value));
    case 'unknown':
      return unknownText(value.reason, value.at ?? at, value.source);
    case 'array':
      return value.rest
        ? unknownText('a list of unknown length', at)
        : concatTexts(...value.items.flatMap((one, index) => [...(index ? [literal(',')] : []), textOfOne(one, at)]));
    default:
      return unknownText(`the text of ${value.kind === 'external' ? value.model.name : `a ${value.kind}`}`, at);
  }
}

/**
 * Joins pieces into one string; alternatives multiply up to twelve, beyond that a piece becomes a hole. A piece that may be missing counts
 * as there: nobody means a name with 'undefined' in it.
 */
export function concatValues(pieces: readonly Value[], at?: SourceLocation): Value {
  let heads: Text[] = [[]];
  for (const piece of pieces) {
    const tails = withoutNullish(alternativesOf(piece)).map((one) => textOfOne(one, at));
    const fits = heads.length * tails.length <= MAX_ALTERNATIVES;
    const next = fits ? tails : [unknownText('too many alternatives', at)];
    heads = heads.flatMap((head) => next.map((tail) => concatTexts(head, tail)));
  }
  return joinAll(heads.map((head) => textValue(bounded(head, at))));
}

function withoutNullish(values: readonly Value[]): readonly Value[] {
  const there = values.filter((one) => !isNullish(one));
  return there.length ? there : values;
}

function bounded(text: Text, at?: SourceLocation): Text {
  const long =
    text.length > MAX_PARTS || text.some((part) => part.kind === 'literal' && part.text.length > MAX_LITERAL);
  return long ? unknownText('a text too long to follow', at) : text;
}

/** The exact string of a value with what the deployment sets filled in; undefined when any part is open. */
export function exactText(value: Value): string | undefined {
  return value.kind === 'string' ? literalOf(bindEnvironment(value.text, false)) : undefined;
}

/** The string as written in code, environment values not filled in. */
export const literalText = (value: Value | undefined): string | undefined =>
  value?.kind === 'string' ? literalOf(value.text) : undefined;

/** Applies a string function where the text is known; a partly known text becomes a hole with the same origin. */
export function mapText(value: StringValue, change: (text: string) => Value, at?: SourceLocation): Value {
  const exact = literalOf(value.text);
  if (exact !== undefined) return change(exact);
  const hole = value.text.find((part) => part.kind === 'unknown');
  const source = hole?.kind === 'unknown' ? hole.source : undefined;
  const names = value.text.flatMap((part) => (part.kind === 'env' ? [part.name] : []));
  return unknown(
    names.length ? `computed from ${names.join(', ')}` : (hole?.reason ?? 'computed from a text'),
    at,
    source,
  );
}
