import { type Glob, pushCode } from './glob.js';
import type { RequestContext } from './types.js';

/** Text of a policy with its variables found: what a `Resource` or a condition value is until a request gives the variables a value. */
export interface Pattern {
  text: string;
  parts: readonly (string | Variable)[];
  /** Names of the variables, in lower case. */
  variables: readonly string[];
}

/** `${aws:username}` or `${aws:username, 'anonymous'}`. An escape (`${*}`) is a variable whose value is always known. */
interface Variable {
  key: string;
  fallback?: string;
  escape?: true;
}

const VARIABLE = /\$\{([^}]*)\}/g;
const BODY = /^\s*([^,\s]+)\s*(?:,\s*'([^']*)')?\s*$/;

/**
 * Finds variables and the escapes `${*}`, `${?}`, `${$}`, which exist since version 2012-10-17; before, they are plain text.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function parsePattern(text: string, hasVariables: boolean): Pattern {
  if (!hasVariables || !text.includes('${')) return { text, parts: [text], variables: [] };
  const parts: (string | Variable)[] = [];
  let end = 0;
  for (const match of text.matchAll(VARIABLE)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push(readVariable(match[1]!));
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  const variables = parts.flatMap((part) => (typeof part === 'string' || part.escape ? [] : [part.key]));
  return { text, parts, variables: [...new Set(variables)] };
}

/** Equal for patterns that mean the same by their text: `${aws:username}` is a variable in one version and plain text in the other. */
export const identityOfPattern = ({ text, parts }: Pattern): string =>
  parts.every((part) => typeof part === 'string') ? text : `\u0000${text}`;

function readVariable(body: string): Variable {
  if (body === '*' || body === '?' || body === '$') return { key: body, fallback: body, escape: true };
  const match = BODY.exec(body);
  if (!match) return { key: body.toLowerCase() };
  return { key: match[1]!.toLowerCase(), ...(match[2] !== undefined && { fallback: match[2] }) };
}

/** Value of a condition key regardless of its case; undefined when absent. An empty list is absent. */
export type Lookup = (key: string) => string | readonly string[] | undefined;

export function lookupIn(context: RequestContext): Lookup {
  const values = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  return (key) => {
    const value = values.get(key);
    return Array.isArray(value) && value.length === 0 ? undefined : value;
  };
}

/** The pattern with its variables filled in as plain text; undefined when one has no single value and no default: then nothing matches. */
export function bindGlob(pattern: Pattern, lookup: Lookup): Glob | undefined {
  const out: number[] = [];
  for (const part of pattern.parts) {
    if (typeof part === 'string') for (let i = 0; i < part.length; i++) pushCode(out, part.charCodeAt(i));
    else {
      const value = valueIn(part, lookup);
      if (value === undefined) return undefined;
      for (let i = 0; i < value.length; i++) out.push(value.charCodeAt(i));
    }
  }
  return out;
}

/** Like `bindGlob`, for operators that know no wildcards: `*` and `?` are plain characters. */
export function bindText(pattern: Pattern, lookup: Lookup): string | undefined {
  let out = '';
  for (const part of pattern.parts) {
    const value = typeof part === 'string' ? part : valueIn(part, lookup);
    if (value === undefined) return undefined;
    out += value;
  }
  return out;
}

function valueIn(variable: Variable, lookup: Lookup): string | undefined {
  if (variable.escape) return variable.fallback;
  const value = lookup(variable.key);
  if (typeof value === 'string') return value;
  return value?.length === 1 ? value[0] : variable.fallback;
}
