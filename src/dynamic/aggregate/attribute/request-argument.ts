import type { Argument } from '../../../model/argument.js';
import { concatTexts, literal, type Text, unknownText } from '../../../model/text.js';
import { withoutVolatile } from '../generalise/volatile-token.js';
import { aliasesOf, NESTED } from './member-names.js';

/** Values that CloudTrail writes instead of what was sent. */
export const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';
/**
 * The member that tells that CloudTrail cut the request; what is missing from such a request may have been sent.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html (requestParameters)
 */
export const CUT = 'omitted';
/** Longest list and deepest nesting that become an argument: requests are data, and may be hostile. */
const MAX_ITEMS = 100;
const MAX_DEPTH = 6;

/**
 * Request parameters of an event as an `Argument`, so that the catalog's rules for code also read logs. Members are found by the
 * SDK's spelling (`TableName`) although CloudTrail writes `tableName`. `seen` is told every top-level member that is asked for.
 */
export function requestArgument(parameters: unknown, service: string, seen: (member: string) => void): Argument {
  if (parameters === null || parameters === undefined) return { kind: 'object', members: {} };
  if (typeof parameters !== 'object' || Array.isArray(parameters)) return hidden();
  const object = parameters as { [name: string]: unknown };
  const cut = Object.hasOwn(object, CUT);
  return {
    kind: 'object',
    members: members(object, service, 0, seen),
    ...(cut && { open: { reason: 'CloudTrail cut the request parameters' } }),
  };
}

/** A value whose volatile parts are left open; a class of its own, which nothing parsed from JSON is. */
class OpenValue {
  constructor(readonly text: string) {}
}

/** Partition, service, Region, account, kind and name of an ARN: a name with digits in it is still one name. */
const ARN_HEAD = /^arn:(?:[^:]*:){6}/;

/** Marks a request's value so that its volatile parts become unknown: `…:execution:flow:<uuid>` → `…:execution:flow:` and a hole. */
export function openValue(value: string): OpenValue {
  const head = ARN_HEAD.exec(value)?.[0] ?? '';
  const tokens = value.slice(head.length).split(/([:/])/);
  return new OpenValue(
    head.replaceAll('*', '') + tokens.map((token) => withoutVolatile(token.replaceAll('*', ''))).join(''),
  );
}

const withHoles = (pattern: string): Text =>
  concatTexts(
    ...pattern
      .split('*')
      .flatMap((part, index) => [index > 0 ? unknownText('made anew in every call') : [], literal(part)]),
  );

const hidden = (): Argument => ({ kind: 'unknown', reason: 'CloudTrail does not show the value' });

function argumentOf(value: unknown, service: string, depth: number): Argument {
  if (value === HIDDEN || depth > MAX_DEPTH) return hidden();
  if (value instanceof OpenValue) return { kind: 'text', text: withHoles(value.text) };
  if (typeof value === 'string') return { kind: 'text', text: literal(value) };
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return { kind: 'constant', value };
  if (Array.isArray(value)) {
    const items = value.slice(0, MAX_ITEMS).map((item) => argumentOf(contentOf(item), service, depth + 1));
    return { kind: 'list', items, ...(value.length > MAX_ITEMS && { open: { reason: 'long list' } }) };
  }
  const object = value as { [name: string]: unknown };
  const list = listOf(object);
  if (list) return argumentOf(list, service, depth + 1);
  return { kind: 'object', members: members(object, service, depth, () => {}) };
}

/**
 * EC2's query protocol wraps lists, `instancesSet: { items: [{ instanceId }] }` (or `item`), and in younger operations the text of each element,
 * `FlowLogId: { tag: 1, content }`: one element may stand there without a list.
 */
function listOf(object: { [name: string]: unknown }): unknown[] | undefined {
  const names = Object.keys(object);
  if (isNumbered(object)) return [object['content']];
  if (names.length === 0 || names.length > 1) return undefined;
  const items = object['items'] ?? object['item'];
  return Array.isArray(items) ? items.map(onlyValue) : undefined;
}

/** An element of a list of numbered ones. */
function contentOf(item: unknown): unknown {
  const object = item as { [name: string]: unknown };
  return item !== null && typeof item === 'object' && isNumbered(object) ? object['content'] : item;
}

const isNumbered = (object: { [name: string]: unknown }): boolean =>
  Object.hasOwn(object, 'tag') && Object.hasOwn(object, 'content') && Object.keys(object).length === 2;

function onlyValue(item: unknown): unknown {
  const values = item && typeof item === 'object' ? Object.values(item) : [];
  return values.length === 1 ? values[0] : item;
}

/** Names of members that hold the whole request, in the syntax that JavaScript and Trino read alike. */
export const WRAPPER_PATTERN = 'Req(?:uest)?$';
const WRAPPER = new RegExp(WRAPPER_PATTERN);

/** The member that holds the whole request in EC2's younger operations: `{ DeleteFlowLogsRequest: { … } }`; undefined where there is none. */
export function wrapperOf(parameters: unknown): string | undefined {
  if (parameters === null || typeof parameters !== 'object' || Array.isArray(parameters)) return undefined;
  const [name, ...others] = Object.keys(parameters);
  const inner = name !== undefined && (parameters as { [name: string]: unknown })[name];
  return others.length === 0 && inner && typeof inner === 'object' && WRAPPER.test(name) ? name : undefined;
}

const inside = (value: unknown, member: string): unknown =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, member)
    ? (value as { [member: string]: unknown })[member]
    : undefined;

/** A view of the parameters that answers to the SDK's member names, and keeps the names of maps (table names) as they are. */
function members(
  object: { [name: string]: unknown },
  service: string,
  depth: number,
  seen: (member: string) => void,
): { [name: string]: Argument } {
  const names = (name: string): string | undefined =>
    aliasesOf(service, name).find((alias) => Object.hasOwn(object, alias));
  const read = (name: string | symbol): Argument | undefined => {
    if (typeof name !== 'string') return undefined;
    seen(name);
    const known = names(name);
    if (known !== undefined) return argumentOf(object[known], service, depth + 1);
    const path = NESTED[service]?.[name];
    if (!path) return undefined;
    seen(path[0]!);
    const value = path.reduce<unknown>(inside, object);
    return value === undefined ? undefined : argumentOf(value, service, depth + 1);
  };
  return new Proxy({} as { [name: string]: Argument }, {
    get: (_, name) => read(name),
    has: (_, name) => read(name) !== undefined,
    ownKeys: () => {
      seen('*');
      return Object.keys(object);
    },
    getOwnPropertyDescriptor: (_, name) => {
      const value = read(name);
      return value && { value, enumerable: true, configurable: true, writable: false };
    },
  });
}
