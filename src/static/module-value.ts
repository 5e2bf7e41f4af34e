import type { Text, TextPart } from '../model/text.js';
import { BudgetExceeded } from './interpret/budget.js';
import { isStackOverflow } from './interpret/calls/overflow.js';
import { Interpreter } from './interpret/interpreter.js';
import { native, stringOf, UNDEFINED, unknown } from './interpret/make.js';
import type { ArrayValue, ExternalModules, ObjectValue, Value } from './interpret/value.js';
import { objectOf } from './parse/object-of.js';
import { normalizePath } from './parse/paths.js';
import { ProjectFiles } from './parse/project-files.js';

const MAX_DEPTH = 40;
const MAX_VALUES = 50_000;
const STEPS = 300_000;
/** Where the repository is taken to lie: code that takes the working folder off its own path must find it there. */
const BASE = '/var/task';

/** What the framework gives to functions that make a configuration: its options and ways to ask for more. */
const GIVEN = unknown('what the framework gives');

const NO_MODELS: ExternalModules = { resolve: () => undefined, valueOfType: () => undefined };

/**
 * What a configuration module exports (`export default`, `module.exports`, or what functions exported there give), as plain data: its
 * program is interpreted with what it imports, never run. What is not known is `undefined`; `process.env.X` is `${env:X}`, as
 * `serverless.ts` says it. Falls back to what is literally written in the file when the program is too much to follow.
 */
export function moduleValue(file: string, text: string, root: string): unknown {
  const files = new ProjectFiles(root);
  const m = new Interpreter({ files, externals: NO_MODELS, environment: {}, budget: STEPS });
  const folder = normalizePath(`${BASE}/${file}/..`);
  const { fields } = m.globals.get('process') as ObjectValue;
  fields.set(
    'cwd',
    native('process.cwd', () => stringOf(`/${folder}`)),
  );
  m.stores.set('base folder', BASE);
  try {
    const module = m.loadModule(file, true);
    const site = module?.parsed.source;
    if (!module || !site) return objectOf(file, text);
    const exported = m.exportOf(module, 'default') ?? module.moduleObject.fields.get('exports') ?? UNDEFINED;
    const made = (value: Value) => (value.kind === 'function' ? m.call(value, UNDEFINED, [GIVEN], site) : value);
    const get = (object: Value, name: string) => made(m.get(object, name, site));
    return plain(made(exported), { get, left: MAX_VALUES, open: new Set() }, 0) ?? objectOf(file, text);
  } catch (error) {
    if (error instanceof BudgetExceeded || isStackOverflow(error)) return objectOf(file, text);
    throw error;
  }
}

interface Walk {
  /** A member of the object; of a function what calling it gives. */
  get(object: Value, name: string): Value;
  left: number;
  open: Set<Value>;
}

function plain(value: Value, walk: Walk, depth: number): unknown {
  if (depth > MAX_DEPTH || walk.left-- <= 0 || walk.open.has(value)) return undefined;
  if (value.kind === 'string') return written(value.text);
  if (value.kind === 'constant') return typeof value.value === 'bigint' ? Number(value.value) : value.value;
  if (value.kind !== 'object' && value.kind !== 'array') return undefined;
  walk.open.add(value);
  const out = value.kind === 'array' ? list(value, walk, depth) : members(value, walk, depth);
  walk.open.delete(value);
  return out;
}

const list = (value: ArrayValue, walk: Walk, depth: number): unknown[] =>
  [...value.items, ...(value.rest ? [value.rest] : [])].map((item) => plain(item, walk, depth + 1));

function members(value: ObjectValue, walk: Walk, depth: number): { [name: string]: unknown } {
  const names = [...new Set([...value.fields.keys(), ...(value.getters?.keys() ?? [])])];
  return Object.fromEntries(
    names.filter((name) => !name.startsWith('[[')).map((name) => [name, plain(walk.get(value, name), walk, depth + 1)]),
  );
}

/** Undefined when a part is not known. */
function written(text: Text): string | undefined {
  const parts = text.map(writtenPart);
  return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
}

function writtenPart(part: TextPart): string | undefined {
  if (part.kind === 'literal') return part.text;
  if (part.kind !== 'env') return undefined;
  const fallback = part.fallback && written(part.fallback);
  return fallback === undefined ? `\${env:${part.name}}` : `\${env:${part.name}, '${fallback}'}`;
}
