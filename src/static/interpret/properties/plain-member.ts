import { unknown } from '../make.js';
import type { UnknownValue } from '../value.js';

const MAX_SOURCE_SEGMENTS = 9;

/** A member nobody knows anything of, with its origin extended: `event.Records[]`. */
export function plainMember(object: UnknownValue, name: string): UnknownValue {
  const member = unknown(object.reason, object.at, sourceOf(object.source, name), object.inner);
  if (object.inner) member.derived = true;
  return member;
}

function sourceOf(source: string | undefined, name: string): string | undefined {
  if (!source) return undefined;
  if (source.split('.').length >= MAX_SOURCE_SEGMENTS) return source;
  if (name === '[]') return source.endsWith('[]') ? source : `${source}[]`;
  return `${source}.${name}`;
}
