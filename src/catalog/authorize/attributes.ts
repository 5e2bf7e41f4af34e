import { literalOf } from '../../model/text.js';
import type { Path } from '../rules.js';
import { lookUp, type Scope, textOf } from './look-up.js';

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html and …/Expressions.UpdateExpressions.html
const WORDS = new Set(['and', 'or', 'not', 'between', 'in', 'set', 'remove', 'add', 'delete']);
const TOKEN = /:[\w-]+|#[\w-]+|[A-Za-z_][\w-]*\s*\(|[A-Za-z_][\w-]*|\.\s*[#\w-]+|\[\d+\]/g;

/**
 * Top-level attributes that DynamoDB expressions (and the keys of maps such as `Key{}`) name, sorted; undefined when one of them can't be
 * told. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export function attributesOf(paths: readonly Path[], scope: Scope): string[] | undefined {
  const names = new Set<string>();
  for (const path of paths) {
    const found = path.endsWith('{}') ? keysOf(path, scope) : namesOf(path, scope);
    if (!found) return undefined;
    for (const name of found) names.add(name);
  }
  return [...names].sort();
}

function keysOf(path: Path, scope: Scope): string[] | undefined {
  const found = lookUp(path, scope).filter((one) => one.state !== 'absent');
  const keys = found.map((one) => (one.state === 'set' && one.key ? literalOf(one.key) : undefined));
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

function namesOf(path: Path, scope: Scope): string[] | undefined {
  const names: string[] = [];
  for (const found of lookUp(path, scope)) {
    if (found.state === 'absent') continue;
    const expression = literalOf(textOf(found, path));
    if (expression === undefined) return undefined;
    for (const [token] of expression.matchAll(TOKEN)) {
      const name = attributeNamed(token, scope);
      if (name === undefined) return undefined;
      if (name !== '') names.push(name);
    }
  }
  return names;
}

/** '' for what is no top-level attribute: values, functions, operators, parts of a document path. */
function attributeNamed(token: string, scope: Scope): string | undefined {
  if (/^[:.[]|\($/.test(token) || WORDS.has(token.toLowerCase())) return '';
  if (!token.startsWith('#')) return token;
  const [found, ...others] = lookUp(`ExpressionAttributeNames.${token}`, scope);
  return found?.state === 'set' && others.length === 0 ? literalOf(textOf(found, token)) : undefined;
}
