import { UserError } from '../../model/user-error.js';
import { intrinsicNode, listNode, mapNode, scalarNode } from '../template/build.js';
import { scalarOf, type TemplateNode } from '../template/node.js';
import { parseTemplate } from '../template/parse.js';
import type { Environment } from './environment.js';
import { templateText } from './template-file.js';
import { alternatives, entriesWithKeys, formatted, isMissing, pick } from './values.js';

type HclFunction = (args: TemplateNode[], environment: Environment) => TemplateNode | undefined;

/** The value itself: what the function changes does not matter for names. */
const same: HclFunction = ([value]) => value;

const isUnknown = (node: TemplateNode): boolean => node.kind === 'intrinsic' && node.name === 'Deploy::Unknown';

/** The first of several that is there; where that is open, one of those that can be. */
const firstOf: HclFunction = (args, { at }) => {
  const candidates = args.filter((arg) => !isUnknown(arg) && !isMissing(arg));
  const [first] = candidates;
  return first?.kind === 'scalar' ? first : alternatives(candidates, 'the first value that is there', at);
};

/** A function of texts that are all known. */
const ofTexts =
  (compute: (...texts: string[]) => string | undefined): HclFunction =>
  (args, { at }) => {
    const texts = args.map(scalarOf);
    if (texts.some((text) => text === undefined)) return undefined;
    const result = compute(...(texts as string[]));
    return result === undefined ? undefined : scalarNode(at, result);
  };

const itemsOf = (node: TemplateNode | undefined): TemplateNode[] | undefined =>
  node && entriesWithKeys(node)?.map(([, item]) => item);

/** A function of the items of its first argument. */
const ofItems =
  (compute: (items: TemplateNode[]) => TemplateNode[]): HclFunction =>
  ([list], { at }) => {
    const items = itemsOf(list);
    return items && listNode(at, compute(items));
  };

const flat = (items: TemplateNode[]): TemplateNode[] =>
  items.flatMap((item) => (item.kind === 'list' ? flat(item.items) : [item]));

const distinct = (items: TemplateNode[]): TemplateNode[] =>
  items.filter((item, index) => {
    const text = scalarOf(item);
    return text === undefined || items.findIndex((other) => scalarOf(other) === text) === index;
  });

/** `/x/` is a regular expression, in a dialect of its own. */
const replaced = (text: string, search: string, replacement: string): string | undefined =>
  /^\/.*\/$/.test(search) ? undefined : text.replaceAll(search, () => replacement);

/** The structure a known text of JSON or YAML stands for. */
function decoded([text]: TemplateNode[], { at }: Environment): TemplateNode | undefined {
  const known = text && scalarOf(text);
  // What was encoded is kept as it was.
  if (text && known === undefined) return text.kind === 'map' || text.kind === 'list' ? text : undefined;
  try {
    return known === undefined ? undefined : parseTemplate(at.source.file, known);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

const FUNCTIONS: { readonly [name: string]: HclFunction } = {
  jsonencode: same,
  tostring: same,
  tonumber: same,
  tobool: same,
  tomap: same,
  toset: ([value], { at }) => (value?.kind === 'list' ? listNode(at, distinct(value.items)) : value),
  tolist: same,
  sensitive: same,
  nonsensitive: same,
  abspath: same,
  pathexpand: same,
  sort: same,
  setunion: (args, { at }) => listNode(at, distinct(args.flatMap((arg) => itemsOf(arg) ?? [arg]))),
  try: firstOf,
  coalesce: firstOf,
  coalescelist: (args) => args.find((arg) => (itemsOf(arg)?.length ?? 1) > 0),
  one: ([list]) => (list?.kind === 'list' ? list.items[0] : list),
  join: ([separator, list], { at }) =>
    separator && list ? intrinsicNode(at, 'Fn::Join', listNode(at, [separator, list])) : undefined,
  split: ([separator, text], { at }) => {
    const [by, whole] = [separator && scalarOf(separator), text && scalarOf(text)];
    if (by === undefined) return undefined;
    // Of a value that only the deployment knows a piece can still be named.
    if (whole === undefined) return text && intrinsicNode(at, 'Fn::Split', listNode(at, [scalarNode(at, by), text]));
    return listNode(
      at,
      whole.split(by).map((piece) => scalarNode(at, piece)),
    );
  },
  format: ([template, ...values], { at }) =>
    template?.kind === 'scalar' ? formatted(String(template.value), values, at) : undefined,
  concat: (args, { at }) =>
    listNode(
      at,
      args.flatMap((arg) => (arg.kind === 'list' ? arg.items : [arg])),
    ),
  merge: (args, { at }) =>
    mapNode(at, Object.fromEntries(args.flatMap((arg) => (arg.kind === 'map' ? [...arg.entries] : [])))),
  lookup: ([map, key, fallback], { at }) => {
    const wanted = key && scalarOf(key);
    if (map?.kind !== 'map') return undefined;
    if (wanted !== undefined) return map.entries.get(wanted) ?? fallback;
    return alternatives([...map.entries.values(), ...(fallback ? [fallback] : [])], 'the key of lookup', at);
  },
  element: ([list, index], { at }) => {
    const items = itemsOf(list);
    const wanted = (index && scalarOf(index)) ?? '';
    if (!list || !/^\d+$/.test(wanted)) return items && alternatives(items, 'the index of element', at);
    return pick(list, items && items.length > 0 ? String(Number(wanted) % items.length) : wanted);
  },
  keys: ([map], { at }) =>
    map?.kind === 'map'
      ? listNode(
          at,
          [...map.entries.keys()].toSorted().map((key) => scalarNode(at, key)),
        )
      : undefined,
  values: ofItems((items) => items),
  flatten: ofItems(flat),
  distinct: ofItems(distinct),
  compact: ofItems((items) => items.filter((item) => !isMissing(item))),
  reverse: ofItems((items) => items.toReversed()),
  zipmap: ([keys, values], { at }) => {
    const names = itemsOf(keys)?.map(scalarOf);
    if (!names || !values || names.some((name) => name === undefined)) return undefined;
    return mapNode(at, Object.fromEntries(names.map((name, index) => [name!, pick(values, String(index))])));
  },
  length: ([value], { at }) => {
    const size = value && (itemsOf(value)?.length ?? scalarOf(value)?.length);
    return size === undefined ? undefined : scalarNode(at, String(size));
  },
  contains: ([list, value], { at }) => {
    const items = itemsOf(list)?.map(scalarOf);
    const wanted = value && scalarOf(value);
    if (!items || wanted === undefined) return undefined;
    if (items.includes(wanted)) return scalarNode(at, 'true');
    return items.includes(undefined) ? undefined : scalarNode(at, 'false');
  },
  jsondecode: decoded,
  yamldecode: decoded,
  lower: ofTexts((text) => text.toLowerCase()),
  upper: ofTexts((text) => text.toUpperCase()),
  replace: ofTexts((text, search = '', replacement = '') => replaced(text, search, replacement)),
  trimspace: ofTexts((text) => text.trim()),
  trimprefix: ofTexts((text, prefix = '') => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  trimsuffix: ofTexts((text, suffix = '') =>
    suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  dirname: ofTexts((text) => text.split('/').slice(0, -1).join('/') || '.'),
  basename: ofTexts((text) => text.split('/').at(-1)),
  file: ([path], { at, readText }) => {
    const text = path && readText(scalarOf(path) ?? '');
    return text === undefined ? undefined : scalarNode(at, text);
  },
  templatefile: ([path, variables], environment) => {
    const text = path && environment.readText(scalarOf(path) ?? '');
    return text === undefined ? undefined : templateText(text, variables, environment);
  },
};

/** Terraform's functions as far as they matter for names and documents: https://developer.hashicorp.com/terraform/language/functions */
export const functionOf = (name: string): HclFunction | undefined =>
  Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
