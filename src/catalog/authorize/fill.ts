import type { PermissionCondition } from '../../model/permission.js';
import { concatTexts, literal, type Text } from '../../model/text.js';
import { escapeText } from '../convert/escape.js';
import { CONVERTERS } from '../convert/index.js';
import type { ConvertContext, Converted } from '../convert/types.js';
import type { Fill, FillRule, ResourceRule } from '../rules.js';
import { type Found, lookUp, type Scope, textOf } from './look-up.js';

/** One ARN a rule gives, with the condition its value asks for. */
export interface FilledArn {
  resource: Text;
  condition?: PermissionCondition;
}

type Partial = { placeholders: { [name: string]: Converted }; conditions: PermissionCondition[] };

// Two lists of members that name resources make a product; beyond this nobody would read it.
const MAX_ARNS = 48;

/**
 * Fills an ARN template from the request. One ARN for each value (or combination of values) the code can pass; none where the value
 * names a resource of another kind.
 */
export function fillTemplate(
  template: string,
  rule: ResourceRule,
  scope: Scope,
  context: Omit<ConvertContext, 'template'>,
): FilledArn[] {
  const named = placeholdersOf(template).filter(
    (name) => (!rule.whole && name in (rule.fill ?? {})) || !FIELDS.has(name),
  );
  const fills: { [name: string]: Fill } = rule.whole
    ? { [named.at(-1) ?? '']: { from: rule.whole, as: rule.as ?? 'arn' } }
    : (rule.fill ?? {});
  if (rule.whole && named.length === 0) return [{ resource: render(template, {}, context.fields, rule.suffix) }];
  let partial: Partial[] = [{ placeholders: {}, conditions: [] }];
  for (const name of named) {
    const upTo = template.slice(0, template.indexOf(`\${${name}}`) + name.length + 3);
    const values = valuesOf(name, fills[name], scope, {
      ...context,
      template: rule.whole ? template : upTo,
      more: !rule.whole && name !== named.at(-1),
    });
    partial = partial.flatMap((one) => values.map((value) => extend(one, name, value))).slice(0, MAX_ARNS);
  }
  return partial
    .filter(({ placeholders }) => !Object.values(placeholders).some((value) => value.other ?? value.none))
    .map(({ placeholders, conditions }) => ({
      resource: render(template, placeholders, context.fields, rule.suffix),
      ...(conditions.length > 0 && { condition: Object.assign({}, ...conditions) as PermissionCondition }),
    }));
}

/** Fields of an ARN that the deployment fills, unless a rule says which member names another account. */
const FIELDS: ReadonlySet<string> = new Set(['Partition', 'Region', 'Account']);

const placeholdersOf = (template: string): string[] => [...template.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1]!);

/** What fills the resource itself: an account that the request may name besides says nothing of which resource it is. */
export const ownFills = (rule: ResourceRule): Fill[] =>
  Object.entries(rule.fill ?? {}).flatMap(([name, fill]) => (FIELDS.has(name) ? [] : [fill]));

const extend = (one: Partial, name: string, value: Converted): Partial => ({
  placeholders: { ...one.placeholders, [name]: value },
  conditions: value.condition ? [...one.conditions, value.condition] : one.conditions,
});

function valuesOf(name: string, fill: Fill | undefined, scope: Scope, context: ConvertContext): Converted[] {
  if (fill === undefined) return [{ part: [{ kind: 'unknown', reason: `the request does not name the ${name}` }] }];
  const rule: FillRule = typeof fill === 'string' ? { from: fill } : fill;
  const convert = CONVERTERS[rule.as ?? 'name-or-arn'];
  if (!convert) throw new Error(`catalog: no converter ${rule.as}`);
  return foundOf(rule, scope).flatMap((found) => {
    if (found.state === 'absent' && rule.default !== undefined)
      return rule.as ? convert(literal(rule.default), context) : [{ part: literal(rule.default) }];
    return convert(escapeText(textOf(found, pathsOf(rule)[0] ?? name)), context);
  });
}

const pathsOf = (rule: FillRule): string[] =>
  rule.from === undefined ? [] : Array.isArray(rule.from) ? rule.from : [rule.from];

/** The first path with a value wins; a value that can't be seen counts when nothing else is set. */
function foundOf(rule: FillRule, scope: Scope): Found[] {
  const results = pathsOf(rule).map((path) => lookUp(path, scope));
  const set = results.find((found) => found.some((one) => one.state === 'set'));
  const unknown = results.find((found) => found.some((one) => one.state === 'unknown'));
  // A request that leaves out the name of its resource fails: only a member with a default may be absent.
  const named = set && rule.default === undefined ? set.filter((one) => one.state !== 'absent') : set;
  const found = named ?? unknown ?? results[0] ?? [];
  return found.length > 0 ? found : [{ state: 'absent' }];
}

/** An id as the API gives it without the letters that the template already has: `p-${PolicyId}` with `p-1abc`. */
function withoutKind(part: Text, before: Text): Text {
  const last = before.at(-1);
  const [first, ...rest] = part;
  const kind = last?.kind === 'literal' ? /(?:^|[/:])([a-z]{1,4}-)$/.exec(last.text)?.[1] : undefined;
  if (!kind || first?.kind !== 'literal' || !first.text.startsWith(kind)) return part;
  return [{ ...first, text: first.text.slice(kind.length) }, ...rest];
}

/** Walks the template; a whole ARN replaces everything up to its placeholder. */
function render(
  template: string,
  values: { [name: string]: Converted },
  fields: { [field: string]: Text },
  suffix = '',
): Text {
  let out: Text = [];
  const own: { [field: string]: Text } = { ...fields };
  for (const value of Object.values(values)) Object.assign(own, value.fields);
  for (const token of template.split(/(\$\{\w+\})/)) {
    const name = /^\$\{(\w+)\}$/.exec(token)?.[1];
    if (name === undefined) out = concatTexts(out, literal(token));
    else if (own[name] && values[name] === undefined) out = concatTexts(out, own[name]);
    else {
      const value = values[name]!;
      if (value.whole) return value.whole;
      out = value.upTo ?? concatTexts(out, withoutKind(value.part ?? [], out));
    }
  }
  return concatTexts(out, literal(suffix));
}
