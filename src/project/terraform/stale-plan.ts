import type { SourceLocation } from '../../model/location.js';
import { attributeOffset, type HclBlock, type HclModule, isRecord } from './hcl.js';

/** Where the code beside a plan says something else than the code the plan was made of. */
export interface Staleness {
  what: string;
  at: SourceLocation;
}

type Json = { [key: string]: unknown };

/** Arguments of every block that a plan keeps elsewhere. https://developer.hashicorp.com/terraform/language/meta-arguments */
const META = new Set([
  'connection',
  'count',
  'depends_on',
  'dynamic',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
]);

/**
 * A plan holds the configuration it was made of (https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation):
 * the first difference between that and the `.tf` files beside it. Undefined when there is none that can be told, or when there are no such
 * files. Times of files are not asked: a checkout gives all files the same.
 */
export function staleness(configuration: Json, module: HclModule, planFile: string): Staleness | undefined {
  const written = blocksByAddress(module.blocks);
  const planned = plannedByAddress(configuration);
  if (written.size === 0 || planned.size === 0) return undefined;
  for (const [address, block] of written) {
    const expressions = planned.get(address);
    if (!expressions) return { what: `${address} is not in the plan`, at: placeOf(block) };
    const found = firstDifference(expressions, block.body);
    if (found !== undefined)
      return { what: `${found} of ${address} was another`, at: placeOf(block, found.split('.')[0]) };
  }
  const gone = [...planned.keys()].find((address) => !written.has(address));
  return gone === undefined
    ? undefined
    : { what: `${gone} is only in the plan`, at: { file: planFile, line: 1, column: 1 } };
}

const blocksByAddress = (blocks: readonly HclBlock[]): Map<string, HclBlock> =>
  new Map(
    blocks
      .filter(({ kind }) => kind === 'resource' || kind === 'module')
      .map((block) => [[...(block.kind === 'module' ? ['module'] : []), ...block.labels].join('.'), block]),
  );

function plannedByAddress(configuration: Json): Map<string, Json> {
  const resources = listOf(configuration['resources']).filter(({ mode }) => mode !== 'data');
  const calls = Object.entries(recordOf(configuration['module_calls']));
  return new Map([
    ...resources.map((one): [string, Json] => [String(one['address']), recordOf(one['expressions'])]),
    ...calls.map(([name, call]): [string, Json] => [`module.${name}`, recordOf(recordOf(call)['expressions'])]),
  ]);
}

function placeOf({ source, offset, ...block }: HclBlock, attribute?: string): SourceLocation {
  const start = attribute === undefined ? offset : attributeOffset({ source, offset, ...block }, attribute);
  return { file: source.file, ...source.locate(start) };
}

/** Path of the first argument that differs. Arguments that one side lacks are not judged: providers fill in defaults. */
function firstDifference(expressions: Json, body: Json): string | undefined {
  const dynamic = new Set(Object.keys(recordOf(body['dynamic'])));
  for (const [name, expression] of Object.entries(expressions)) {
    const value = body[name];
    if (META.has(name) || dynamic.has(name) || value === undefined || value === null) continue;
    const inner = differs(expression, value);
    if (inner !== undefined) return [name, ...(inner === '' ? [] : [inner])].join('.');
  }
  return undefined;
}

/** Empty for the argument itself, else the path inside. */
function differs(expression: unknown, value: unknown): string | undefined {
  if (Array.isArray(expression)) {
    const blocks = [value].flat();
    if (blocks.length !== expression.length) return '';
    for (const [index, one] of expression.entries()) {
      const inner = firstDifference(recordOf(one), recordOf(blocks[index]));
      if (inner !== undefined) return inner;
    }
    return undefined;
  }
  const { constant_value: constant, references } = recordOf(expression);
  const used = basesOf(interpolations(value));
  if (Array.isArray(references)) {
    const known = basesOf(references.filter((one) => typeof one === 'string').join(' '));
    return sameSet(known, used) ? undefined : '';
  }
  if (constant === undefined || constant === null) return undefined;
  if (used.size > 0) return '';
  return interpolations(value) !== '' || canonical(constant) === canonical(value) ? undefined : '';
}

/** What is between `${` and `}` in all texts of a value. */
function interpolations(value: unknown): string {
  if (typeof value === 'string') return value.includes('${') ? value.slice(value.indexOf('${')) : '';
  if (Array.isArray(value)) return value.map(interpolations).join(' ').trim();
  return isRecord(value) ? interpolations(Object.entries(value).flat()) : '';
}

/** A text inside an expression, such as a file name, when it has no expression in it. */
const QUOTED = /"(?:[^"\\$]|\\.|\$(?!\{))*"/g;

/** Blocks, variables and locals that an expression names, without their attributes. */
const basesOf = (text: string): Set<string> =>
  new Set(
    text.replace(QUOTED, '').match(/(?<![\w.-])(?:data\.\w+\.[\w-]+|(?:var|local|module|[a-z]+_\w+)\.[\w-]+)/g) ?? [],
  );

const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((one) => b.has(one));

/** Numbers and texts of them, and orders of sets, are one and the same. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (isRecord(value))
    return `{${Object.entries(value)
      .map(([key, inner]) => `${key}=${canonical(inner)}`)
      .sort()
      .join()}}`;
  return String(value).trim();
}

const recordOf = (value: unknown): Json => (isRecord(value) ? value : {});
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);
