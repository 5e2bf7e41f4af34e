import type { Argument } from '../../model/argument.js';
import type { SourceLocation } from '../../model/location.js';
import { literal, literalOf, type Text, unknownText } from '../../model/text.js';
import type { Path } from '../rules.js';

/** What a path finds: a value that the code sets, nothing, or something that can't be decided. `key` is the value's key in its map. */
export type Found =
  | { state: 'set'; value: Argument; key?: Text }
  | { state: 'absent' }
  | { state: 'unknown'; reason: string; at?: SourceLocation; source?: string };

/** Where paths start. */
export interface Scope {
  input: Argument;
  element?: Argument;
  key?: Text;
  endpoint?: Argument;
}

// A request with long lists names its resources a few times over; more alternatives than this would not be read by anybody.
const MAX_FOUND = 64;

/** Follows a path of the rule language through the abstract input; one result for each alternative the code can pass. */
export function lookUp(path: Path, scope: Scope): Found[] {
  if (path === '@key')
    return scope.key ? [{ state: 'set', value: { kind: 'text', text: scope.key } }] : [{ state: 'absent' }];
  if (path === '#endpoint') return [scope.endpoint ? { state: 'set', value: scope.endpoint } : { state: 'absent' }];
  const relative = path.startsWith('.');
  const start = relative ? (scope.element ?? scope.input) : scope.input;
  let found: Found[] = alternatives(start);
  for (const step of (relative ? path.slice(1) : path).split('.').filter(Boolean)) {
    const [, name = '', suffix] = /^(.*?)(\[\]|\{\})?$/.exec(step)!;
    if (name) found = found.flatMap((one) => (one.state === 'set' ? member(one.value, name) : [one]));
    if (suffix === '[]') found = found.flatMap((one) => (one.state === 'set' ? items(one.value) : [one]));
    if (suffix === '{}') found = found.flatMap((one) => (one.state === 'set' ? entries(one.value) : [one]));
  }
  return found.slice(0, MAX_FOUND);
}

function alternatives(value: Argument, key?: Text): Found[] {
  if (value.kind === 'choice') return value.of.flatMap((one) => alternatives(one, key));
  // `undefined` and `null` are not sent.
  if (value.kind === 'constant' && (value.value === undefined || value.value === null)) return [{ state: 'absent' }];
  return [{ state: 'set', value, ...(key && { key }) }];
}

const notDecided = (why: { reason: string; at?: SourceLocation; source?: string }, step?: string): Found => ({
  state: 'unknown',
  reason: why.reason,
  ...(why.at && { at: why.at }),
  ...(why.source && { source: step ? `${why.source}${step}` : why.source }),
});

function member(value: Argument, name: string): Found[] {
  if (value.kind === 'unknown') return [notDecided(value, `.${name}`)];
  if (value.kind !== 'object') return [{ state: 'absent' }];
  if (Object.hasOwn(value.members, name)) return alternatives(value.members[name]!);
  const computed = value.computed?.find(({ key }) => literalOf(key) === undefined);
  if (computed) return [{ state: 'unknown', reason: 'a member is set under a name that is not known' }];
  return [value.open ? notDecided(value.open) : { state: 'absent' }];
}

function items(value: Argument): Found[] {
  if (value.kind === 'unknown') return [notDecided(value, '[]')];
  if (value.kind !== 'list') return alternatives(value);
  const found = value.items.flatMap((item) => alternatives(item));
  return value.open ? [...found, notDecided(value.open)] : found;
}

function entries(value: Argument): Found[] {
  if (value.kind === 'unknown') return [notDecided(value)];
  if (value.kind !== 'object') return [{ state: 'absent' }];
  const named = Object.entries(value.members).flatMap(([name, one]) => alternatives(one, literal(name)));
  const computed = (value.computed ?? []).flatMap(({ key, value: one }) => alternatives(one, key));
  return [...named, ...computed, ...(value.open ? [notDecided(value.open)] : [])];
}

/** The text of what was found; numbers and booleans as they are sent, everything else an unknown text with its reason. */
export function textOf(found: Found, name: string): Text {
  if (found.state === 'absent') return unknownText(`the request does not set ${name}`);
  if (found.state === 'unknown') return unknownText(found.reason, found.at, found.source);
  const { value } = found;
  if (value.kind === 'text') return value.text;
  if (value.kind === 'constant') return literal(String(value.value));
  if (value.kind === 'unknown') return unknownText(value.reason, value.at, value.source);
  return unknownText(`${name} is not a string`);
}
