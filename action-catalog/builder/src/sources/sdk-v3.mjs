import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientOf } from '../names.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const SCOPE = join(ROOT, 'node_modules/@aws-sdk');
const require = createRequire(join(ROOT, 'package.json'));

// Smithy's schema tuples, by their first element; documented in @smithy/types `StaticSchema`.
const STRING = 0;
const NUMBER = 1;
const LIST = 1;
const MAP = 2;
const STRUCTURE = 3;
const UNION = 4;
const OPERATION = 9;
// Lists and maps of simple shapes are one number: the modifier plus the simple shape.
const LIST_OF = 64;
const MAP_OF = 128;

function shapeOf(schema) {
  let resolved = typeof schema === 'function' ? schema() : schema;
  // A member with traits is `[schema, traits]`; schemas proper start with their kind.
  while (Array.isArray(resolved) && !isSchema(resolved)) {
    resolved = typeof resolved[0] === 'function' ? resolved[0]() : resolved[0];
  }
  if (!Array.isArray(resolved)) return simpleShape(resolved);
  if (resolved[0] === STRUCTURE || resolved[0] === UNION) {
    return { members: () => Object.fromEntries(resolved[4].map((name, i) => [name, shapeOf(resolved[5][i])])) };
  }
  if (resolved[0] === LIST) return { list: () => shapeOf(resolved[4]) };
  if (resolved[0] === MAP) return { map: () => shapeOf(resolved[5]) };
  return simpleShape(resolved[4]);
}

/** Only strings and numbers can stand in an ARN; blobs, booleans and timestamps are members without a value for us. */
function simpleShape(kind) {
  if (kind & LIST_OF) return { list: () => simpleShape(kind & ~LIST_OF) };
  if (kind & MAP_OF) return { map: () => simpleShape(kind & ~MAP_OF) };
  return kind === STRING || kind === NUMBER || kind === undefined ? { scalar: true } : { opaque: true };
}

const isSchema = (value) => typeof value[0] === 'number' && typeof value[1] === 'string' && value.length > 2;

function httpOf(traits) {
  const http = typeof traits === 'object' ? traits.http : undefined;
  return Array.isArray(http) ? [http[0], http[1]] : ['POST', '/'];
}

/** In the URI itself the label is the member's name: no second table is needed. */
function operationOf(schema, unsigned) {
  const input = shapeOf(schema[4]);
  return {
    http: httpOf(schema[3]),
    noAuth: unsigned.has(schema[2]),
    input: input.members ? input : { members: () => ({}) },
    uriNames: {},
  };
}

function waitersOf(folder) {
  const waiters = {};
  const path = join(folder, 'dist-es/waiters');
  if (!existsSync(path)) return waiters;
  for (const file of readdirSync(path).sort()) {
    const name = /^waitFor(\w+)\.js$/.exec(file)?.[1];
    const operation = name && /new (\w+)Command\(input\)/.exec(readFileSync(join(path, file), 'utf8'))?.[1];
    if (operation) waiters[name] = operation;
  }
  return waiters;
}

/** Operations that the client sends without a signature: their `case` in the auth provider has the no-auth option alone. */
function unsignedOperations(folder) {
  const path = join(folder, 'dist-es/auth/httpAuthSchemeProvider.js');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const found = new Set();
  for (const [, names, body] of text.matchAll(/((?:case "\w+":\s*)+)\{([^}]*)\}/g)) {
    if (body.includes('createSmithyApiNoAuthHttpAuthOption') && !/Sigv4/i.test(body)) {
      for (const [, name] of names.matchAll(/"(\w+)"/g)) found.add(name);
    }
  }
  return found;
}

function loadClient(suffix) {
  const folder = join(SCOPE, `client-${suffix}`);
  const module = require(`@aws-sdk/client-${suffix}`);
  const operations = new Map();
  const unsigned = unsignedOperations(folder);
  for (const [name, value] of Object.entries(module)) {
    if (name.endsWith('$') && Array.isArray(value) && value[0] === OPERATION)
      operations.set(value[2], operationOf(value, unsigned));
  }
  const shared = readFileSync(join(folder, 'dist-es/runtimeConfig.shared.js'), 'utf8');
  const serviceId = /serviceId \?\? "([^"]+)"/.exec(shared)?.[1];
  if (!serviceId || clientOf(serviceId) !== suffix)
    throw new Error(`client-${suffix}: service id ${serviceId} does not give the package name`);
  if (operations.size === 0) throw new Error(`client-${suffix}: no operation schemas found`);
  const parameters = readFileSync(join(folder, 'dist-es/endpoint/EndpointParameters.js'), 'utf8');
  return {
    client: suffix,
    serviceId,
    signingName: /defaultSigningName: "([^"]+)"/.exec(parameters)?.[1],
    operations,
    waiters: waitersOf(folder),
    paginators: Object.keys(module)
      .filter((name) => name.startsWith('paginate'))
      .map((name) => name.slice('paginate'.length))
      .sort(),
  };
}

/** Installed `@aws-sdk/client-*` packages by suffix: newest operations and members. */
export function loadSdkV3() {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const suffixes = Object.keys(devDependencies)
    .filter((name) => name.startsWith('@aws-sdk/client-'))
    .map((name) => name.slice('@aws-sdk/client-'.length));
  return new Map(suffixes.map((suffix) => [suffix, loadClient(suffix)]));
}
