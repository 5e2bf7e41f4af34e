import { UserError } from '../../model/user-error.js';
import type { ReadInput } from '../framework.js';
import { type HclBlock, isRecord, readModule } from './hcl.js';
import { ModuleScope } from './module.js';
import { staleness } from './stale-plan.js';

type Json = { [key: string]: unknown };

const MAX_DEPTH = 12;

/** `terraform show -json` and `tofu show -json` of a plan (or of a state, which has no configuration). */
export const isPlan = (text: string): boolean =>
  /"format_version"/.test(text.slice(0, 2000)) && /"planned_values"|"values"\s*:/.test(text);

/**
 * A plan as modules of blocks. What the plan knows is text; what it does not is written as the expression it comes from. Blocks stand
 * where the `.tf` files beside the plan declare them.
 * Sensitive values are in plans as plain text: nothing of them is printed.
 * Throws UserError for what is not a plan, or one of another major version.
 */
export async function planModule(input: ReadInput, folder: string): Promise<ModuleScope> {
  const location = { file: input.file, line: 1, column: 1 };
  const plan = parse(input.files.read(input.file) ?? '', input.file);
  const version = String(plan['format_version'] ?? '');
  if (!/^1\./.test(version))
    throw new UserError(`The plan has format version ${version || '(none)'}; 1.x is understood`, {
      location,
      advice: 'make it with `terraform show -json plan.out > plan.json`',
    });
  let whole = true;
  const written = await readModule(input.files, folder, () => {
    whole = false;
  });
  const values = record(record(plan['planned_values'])['root_module'] ?? record(plan['values'])['root_module']);
  const configuration = record(record(plan['configuration'])['root_module']);
  const stale = whole ? staleness(configuration, written, input.file) : undefined;
  if (stale)
    input.report({
      ruleId: 'IT344',
      level: 'warning',
      args: { plan: input.file, what: stale.what },
      location: stale.at,
    });
  const source = { file: input.file, locate: () => ({ line: 1, column: 1 }) };
  const places = new Map(written.blocks.map((block) => [[block.kind, ...block.labels].join('.'), block]));
  const place = (kind: string, labels: string[]) => {
    const found = places.get([kind, ...labels].join('.'));
    return found ? { source: found.source, offset: found.offset, text: found.text } : { source, offset: 0, text: '' };
  };
  const unknown = new Map(
    list(plan['resource_changes']).map((one) => [String(one['address']), record(one['change'])['after_unknown']]),
  );
  return moduleOf(values, configuration, '', new Map(), { place, unknown }, 0);
}

/** Whether the plan knows the value of an attribute that is referred to. */
type IsPlanned = (reference: string) => boolean;

interface Context {
  place(kind: string, labels: string[]): Pick<HclBlock, 'source' | 'offset' | 'text'>;
  /** By full address, `true` where a value is known only after applying: the plan leaves such values out. */
  unknown: ReadonlyMap<string, unknown>;
}

function moduleOf(
  values: Json,
  configuration: Json,
  prefix: string,
  parameters: Map<string, string | undefined>,
  context: Context,
  depth: number,
): ModuleScope {
  const declared = new Map(list(configuration['resources']).map((resource) => [String(resource['address']), resource]));
  const planned = new Map(list(values['resources']).map((one) => [String(one['address']), record(one['values'])]));
  const isPlanned: IsPlanned = (reference) => {
    const [, address = '', attribute = ''] = /^(.*)\.(\w+)$/.exec(reference) ?? [];
    const value = [...planned].find(([full]) => full === prefix + address)?.[1][attribute];
    return value !== undefined && value !== null;
  };
  const blocks = list(values['resources']).map((resource): HclBlock => {
    const kind = resource['mode'] === 'data' ? 'data' : 'resource';
    const labels = [String(resource['type']), String(resource['name'])];
    const address = [...(kind === 'data' ? ['data'] : []), ...labels].join('.');
    return {
      kind,
      labels,
      body: merged(
        record(withUnknown(record(resource['values']), context.unknown.get(String(resource['address'])), 0)),
        record(declared.get(address)?.['expressions']),
        isPlanned,
        0,
      ),
      ...context.place(kind, labels),
      ...instanceOf(resource['index']),
    };
  });
  const known = new Set(blocks.map((block) => [block.kind === 'data' ? 'data.' : '', ...block.labels].join('.')));
  for (const [address, resource] of declared)
    if (resource['mode'] === 'data' && !known.has(address)) blocks.push(dataBlock(resource, context));
  blocks.push(
    ...Object.entries(record(configuration['outputs'])).map(
      ([name, output]): HclBlock => ({
        kind: 'output',
        labels: [name],
        body: { value: expressionText(record(output)['expression']) },
        ...context.place('output', [name]),
      }),
    ),
  );
  const calls = Object.keys(record(configuration['module_calls']));
  blocks.push(...calls.flatMap((name) => moduleBlocks(name, prefix, values, context)));
  const scope = new ModuleScope(
    { folder: '', files: [], blocks },
    { prefix, passed: () => new Map(), parameters, path: '.' },
  );
  for (const [name, call] of Object.entries(record(configuration['module_calls']))) {
    for (const inner of list(values['child_modules'])) {
      const suffix = instanceSuffix(String(inner['address']), `${prefix}module.${name}`);
      if (suffix === undefined || depth >= MAX_DEPTH) continue;
      const address = `${prefix}module.${name}${suffix}.`;
      const configured = record(record(call)['module']);
      scope.children.set(name + suffix, moduleOf(inner, configured, address, parameters, context, depth + 1));
    }
  }
  return scope;
}

/** The instances of a module call, so that references find the one they name. */
const moduleBlocks = (name: string, prefix: string, values: Json, context: Context): HclBlock[] =>
  list(values['child_modules']).flatMap((inner) => {
    const suffix = instanceSuffix(String(inner['address']), `${prefix}module.${name}`);
    if (suffix === undefined || suffix === '') return [];
    const instance = instanceOf(JSON.parse(suffix.slice(1, -1)));
    return [{ kind: 'module', labels: [name], body: {}, ...context.place('module', [name]), ...instance }];
  });

/** `["eu"]` of `module.orders["eu"]`, empty for a module without instances; undefined for another module. */
function instanceSuffix(address: string, module: string): string | undefined {
  const suffix = address.startsWith(module) ? address.slice(module.length) : undefined;
  return suffix === '' || suffix?.startsWith('[') ? suffix : undefined;
}

/** The plan names the instance of a resource that `count` or `for_each` makes by its `index`. */
const instanceOf = (index: unknown): Pick<HclBlock, 'instance'> =>
  typeof index === 'string' || typeof index === 'number'
    ? { instance: { suffix: `[${JSON.stringify(index)}]`, key: String(index), bindings: new Map() } }
    : {};

/** Puts `null` where `after_unknown` says that there will be a value. https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
function withUnknown(value: unknown, unknown: unknown, depth: number): unknown {
  if (unknown === true) return value ?? null;
  if (depth > MAX_DEPTH) return value;
  if (Array.isArray(unknown)) {
    const items = Array.isArray(value) ? value : [];
    return unknown.map((item, index) => withUnknown(items[index], item, depth + 1));
  }
  if (!isRecord(unknown)) return value;
  const known = record(value);
  const keys = new Set([...Object.keys(known), ...Object.keys(unknown)]);
  return Object.fromEntries([...keys].map((key) => [key, withUnknown(known[key], unknown[key], depth + 1)]));
}

/** Data sources that are read only while applying are not among the values. */
function dataBlock(resource: Json, context: Context): HclBlock {
  const labels = [String(resource['type']), String(resource['name'])];
  return {
    kind: 'data',
    labels,
    body: merged({}, record(resource['expressions']), () => false, 0),
    ...context.place('data', labels),
  };
}

/** Known values with the expressions of the unknown ones; a value that is one resource's attribute stays a reference to it. */
function merged(values: Json, expressions: Json, isPlanned: IsPlanned, depth: number): Json {
  const out: Json = {};
  for (const key of new Set([...Object.keys(values), ...Object.keys(expressions)]))
    out[key] = mergedValue(values[key], expressions[key], isPlanned, depth);
  return out;
}

function mergedValue(value: unknown, expression: unknown, isPlanned: IsPlanned, depth: number): unknown {
  if (depth > MAX_DEPTH) return escaped(value);
  if (Array.isArray(expression))
    return expression.map((item, index) =>
      merged(record(Array.isArray(value) ? value[index] : undefined), record(item), isPlanned, depth + 1),
    );
  const references = referencesOf(expression);
  if (references.length === 0)
    return value === undefined || value === null ? escaped(record(expression)['constant_value']) : escaped(value);
  const [only] = references;
  if (isRecord(value)) {
    // A value that is not known is none of those the plan knows.
    const open = references.filter((reference) => !isPlanned(reference));
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        inner === null || inner === undefined ? chosen(open.length > 0 ? open : references) : escaped(inner),
      ]),
    );
  }
  const isResource = references.length === 1 && /^[a-z]\w*_\w+\.[\w-]+(\[.*\])?\.\w+$/.test(only!);
  return value === undefined || value === null || isResource ? chosen(references) : escaped(value);
}

/** Which of several references an unknown value is made of is not in the plan: it is one of them. */
function chosen(references: readonly string[]): string {
  const [last = '', ...others] = [...references].reverse();
  return `\${${others.reduce((rest, reference) => `plan ? ${reference} : ${rest}`, last)}}`;
}

/** The plan lists `aws_sqs_queue.q.arn` and `aws_sqs_queue.q`: only the first says something. */
function referencesOf(expression: unknown): string[] {
  const all = strings(record(expression)['references']).filter(
    (reference) => !/^(each|count|path|self)\b/.test(reference),
  );
  return all.filter((reference) => !all.some((other) => other !== reference && other.startsWith(`${reference}.`)));
}

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

function expressionText(expression: unknown): unknown {
  const references = referencesOf(expression);
  return references.length > 0 ? chosen(references) : escaped(record(expression)['constant_value']);
}

/** Text of a plan is text: `${` in it is not an interpolation. */
function escaped(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('${', () => '$${');
  if (Array.isArray(value)) return value.map(escaped);
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escaped(inner)]))
    : value;
}

function parse(text: string, file: string): Json {
  try {
    return record(JSON.parse(text));
  } catch {
    throw new UserError('The plan is not JSON', {
      location: { file, line: 1, column: 1 },
      advice: 'make it with `terraform show -json plan.out > plan.json`',
    });
  }
}

const record = (value: unknown): Json => (isRecord(value) ? value : {});
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);
