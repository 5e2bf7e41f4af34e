import { UNBOUNDED_MEMBERS } from './member-names.js';
import { CUT, HIDDEN, openValue, wrapperOf } from './request-argument.js';

/** What decides which part of a request is looked at: the plan of its kind of event. */
interface Reads {
  client: string;
  reads: ReadonlySet<string>;
  aliases: readonly string[];
}

/** The request's value; text that is no JSON stays text. Empty is none. */
export function parseRequest(json: string): unknown {
  if (json === '') return undefined;
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return json;
    throw error;
  }
}

/** The request itself where a member of its own holds it; that member then counts as read, so that answers are kept by it. */
export function unwrapped(parameters: unknown, reads: Set<string>): unknown {
  const wrapper = wrapperOf(parameters);
  if (wrapper === undefined) return parameters;
  reads.add(wrapper);
  return (parameters as { [name: string]: unknown })[wrapper];
}

/** The part of the request that the rules look at, as a key for their answer. Values that differ in every call stand there as they are masked. */
export function projection(plan: Reads, parameters: unknown): string {
  if (parameters === null || parameters === undefined) return '!none';
  if (typeof parameters !== 'object' || Array.isArray(parameters)) return '!hidden';
  const object = parameters as { [name: string]: unknown };
  const names = plan.reads.has('*') ? Object.keys(object) : plan.aliases;
  const unbounded = UNBOUNDED_MEMBERS[plan.client];
  // What a whole request lacks was not sent; of a cut one nobody knows.
  let key = Object.hasOwn(object, CUT) ? `${CUT}\n` : '';
  for (const name of names) {
    const value = object[name];
    if (value === undefined || !Object.hasOwn(object, name)) continue;
    const how = typeof value === 'string' ? unbounded?.[name] : undefined;
    const shown = how === undefined ? JSON.stringify(value) : how === 'hidden' ? '?' : openValue(value as string).text;
    key += `${name}=${shown}\n`;
  }
  return key;
}

/** Whether masking hides a value that could name the resource. */
export const hides = (parameters: unknown, client: string): boolean =>
  parameters !== null &&
  typeof parameters === 'object' &&
  Object.entries(UNBOUNDED_MEMBERS[client] ?? {}).some(
    ([member, how]) => how === 'hidden' && Object.hasOwn(parameters, member),
  );

/** The parameters with what is different in every call hidden or left open. */
export function mask(parameters: unknown, client: string): unknown {
  const unbounded = UNBOUNDED_MEMBERS[client];
  if (!unbounded || parameters === null || typeof parameters !== 'object') return parameters;
  const masked = { ...(parameters as { [name: string]: unknown }) };
  for (const [member, how] of Object.entries(unbounded)) {
    const value = masked[member];
    if (typeof value === 'string') masked[member] = how === 'hidden' ? HIDDEN : openValue(value);
  }
  return masked;
}
