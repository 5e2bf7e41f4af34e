import type { PolicyDocument } from '../../model/policy.js';
import type { Condition } from '../conditions/evaluate.js';
import { parseOperator } from '../conditions/operator.js';
import { type Pattern, parsePattern } from '../pattern.js';
import { PRINCIPAL_KINDS, type PrincipalEntry, type PrincipalKind } from '../principal.js';
import { InvalidPolicy, type JsonPath } from './invalid-policy.js';
import { actionPattern, type NormalStatement, type Selection } from './statement.js';

/** No real document comes near these (managed policies have 6,144 characters); they keep hostile ones from filling memory. */
const MAX_STATEMENTS = 10_000;
const MAX_VALUES = 200_000;
const MAX_TEXT = 20_000;

const ELEMENTS = new Set(
  'Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition'.split(' '),
);
const VERSIONS = ['2012-10-17', '2008-10-17'];

/**
 * Brings every element of a document into one spelling. Single values become lists; policy variables are found only in version
 * 2012-10-17. Throws `InvalidPolicy` (a `UserError`) for what IAM would refuse.
 */
export function normalize(document: PolicyDocument): NormalStatement[] {
  if (!isObject(document)) throw new InvalidPolicy('a policy is a JSON object', []);
  const { Version: version, Statement: list } = document as { Version?: unknown; Statement?: unknown };
  if (version !== undefined && !VERSIONS.includes(version as string))
    throw new InvalidPolicy(`unknown policy version ${shorten(version)}; IAM knows ${VERSIONS.join(' and ')}`, [
      'Version',
    ]);
  if (list === undefined) throw new InvalidPolicy('the policy has no Statement', []);
  const statements = Array.isArray(list) ? list : [list];
  if (statements.length > MAX_STATEMENTS)
    throw new InvalidPolicy(`more than ${MAX_STATEMENTS} statements`, ['Statement']);
  const reader = new StatementReader(version === '2012-10-17');
  return statements.map((one: unknown, i) =>
    reader.read(one, i, Array.isArray(list) ? ['Statement', i] : ['Statement']),
  );
}

class StatementReader {
  private count = 0;

  constructor(private readonly variables: boolean) {}

  read(raw: unknown, index: number, path: JsonPath): NormalStatement {
    if (!isObject(raw)) throw new InvalidPolicy('a statement is a JSON object', path);
    const wrong = Object.keys(raw).find((key) => !ELEMENTS.has(key));
    if (wrong !== undefined) throw new InvalidPolicy(`a statement has no element ${shorten(wrong)}`, [...path, wrong]);
    const { Effect: effect, Sid: sid } = raw;
    if (effect !== 'Allow' && effect !== 'Deny')
      throw new InvalidPolicy(`Effect is ${shorten(effect)}, not "Allow" or "Deny"`, [...path, 'Effect']);
    if (sid !== undefined && typeof sid !== 'string') throw new InvalidPolicy('Sid is not a text', [...path, 'Sid']);
    const actions = this.selection(raw, 'Action', path);
    if (!actions) throw new InvalidPolicy('the statement has neither Action nor NotAction', path);
    const resources = this.selection(raw, 'Resource', path);
    const principals = this.principals(raw, path);
    return {
      index,
      ...(sid !== undefined && { sid }),
      effect,
      actions: { not: actions.not, values: actions.values.map(actionPattern) },
      ...(resources && {
        resources: { not: resources.not, values: resources.values.map((text) => this.pattern(text)) },
      }),
      ...(principals && { principals }),
      conditions: this.conditions(raw['Condition'], [...path, 'Condition']),
    };
  }

  private pattern(text: string): Pattern {
    return parsePattern(text, this.variables);
  }

  private selection(raw: Raw, name: string, path: JsonPath): Selection<string> | undefined {
    const [plain, not] = [raw[name], raw[`Not${name}`]];
    if (plain !== undefined && not !== undefined)
      throw new InvalidPolicy(`the statement has ${name} and Not${name}`, path);
    if (plain === undefined && not === undefined) return undefined;
    const isNot = plain === undefined;
    return { not: isNot, values: this.texts(isNot ? not : plain, [...path, isNot ? `Not${name}` : name]) };
  }

  private principals(raw: Raw, path: JsonPath): Selection<PrincipalEntry> | undefined {
    const isNot = raw['Principal'] === undefined;
    const name = isNot ? 'NotPrincipal' : 'Principal';
    const value = raw[name];
    if (value === undefined) return undefined;
    if (!isNot && raw['NotPrincipal'] !== undefined)
      throw new InvalidPolicy('the statement has Principal and NotPrincipal', path);
    if (value === '*') return { not: isNot, values: [{ kind: '*', value: '*' }] };
    if (!isObject(value)) throw new InvalidPolicy(`${name} is neither "*" nor an object`, [...path, name]);
    const values = Object.entries(value).flatMap(([kind, list]) => {
      if (!PRINCIPAL_KINDS.includes(kind as PrincipalKind))
        throw new InvalidPolicy(`${name} has no kind ${shorten(kind)}`, [...path, name, kind]);
      return this.texts(list, [...path, name, kind]).map((text) => ({ kind: kind as PrincipalKind, value: text }));
    });
    return { not: isNot, values };
  }

  private conditions(raw: unknown, path: JsonPath): Condition[] {
    if (raw === undefined) return [];
    if (!isObject(raw)) throw new InvalidPolicy('Condition is not an object', path);
    return Object.entries(raw).flatMap(([name, block]) => {
      const operator = parseOperator(name);
      if (!operator) throw new InvalidPolicy(`unknown condition operator ${shorten(name)}`, [...path, name]);
      if (!isObject(block)) throw new InvalidPolicy('a condition operator takes an object', [...path, name]);
      const hasVariables = this.variables && (operator.theory === 'string' || operator.theory === 'arn');
      return Object.entries(block).map(([keyText, list]): Condition => {
        const texts = this.texts(list, [...path, name, keyText]);
        const values = texts.map((text) => parsePattern(text, hasVariables));
        return { operator, keyText, key: keyText.toLowerCase(), values };
      });
    });
  }

  /** One value or a list of them, as texts; IAM takes numbers and booleans in conditions. */
  private texts(raw: unknown, path: JsonPath): string[] {
    const list: unknown[] = Array.isArray(raw) ? raw : [raw];
    this.count += list.length;
    if (this.count > MAX_VALUES) throw new InvalidPolicy(`more than ${MAX_VALUES} values in the policy`, path);
    return list.map((value, i) => {
      const here = Array.isArray(raw) ? [...path, i] : path;
      const isScalar = path.includes('Condition') && (typeof value === 'number' || typeof value === 'boolean');
      if (typeof value !== 'string' && !isScalar) throw new InvalidPolicy(`${shorten(value)} is not a text`, here);
      const text = String(value);
      if (text.length > MAX_TEXT) throw new InvalidPolicy(`a text of ${text.length} characters`, here);
      return text;
    });
  }
}

type Raw = { [name: string]: unknown };

const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);

const shorten = (value: unknown): string => {
  const text = value === undefined ? 'missing' : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};
