import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientOf } from '../names.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../node_modules/aws-sdk');
const APIS = join(ROOT, 'apis');
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

// Only strings and numbers can stand in an ARN.
const OPAQUE = new Set(['blob', 'boolean', 'timestamp']);

/** Lazily walks a v2 shape: `{ scalar }`, `{ members }`, `{ list }` or `{ map }`. */
function shapeOf(raw, shapes) {
  const resolved = raw?.shape ? { ...shapes[raw.shape] } : (raw ?? {});
  if (resolved.type === 'structure') {
    return { members: () => mapValues(resolved.members ?? {}, (member) => shapeOf(member, shapes)) };
  }
  if (resolved.type === 'list') return { list: () => shapeOf(resolved.member, shapes) };
  if (resolved.type === 'map') return { map: () => shapeOf(resolved.value, shapes) };
  return OPAQUE.has(resolved.type) ? { opaque: true } : { scalar: true };
}

const mapValues = (object, f) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, f(value)]));

function operationOf(raw, shapes) {
  return {
    http: [raw.http?.method ?? 'POST', raw.http?.requestUri ?? '/'],
    noAuth: raw.authtype === 'none' || raw.auth?.every((kind) => kind === 'smithy.api#noAuth') === true,
    input: raw.input ? shapeOf(raw.input, shapes) : { members: () => ({}) },
    uriNames: uriNamesOf(raw.input),
  };
}

/** Path parameter → member: `{restapi_id}` is filled by `restApiId`. */
function uriNamesOf(input) {
  const names = {};
  for (const [member, shape] of Object.entries(input?.members ?? {})) {
    if (shape.location === 'uri') names[shape.locationName ?? member] = member;
  }
  return names;
}

function newestApi(prefix, files) {
  const versions = files.filter(
    (file) => file.startsWith(`${prefix}-`) && /^\d{4}-\d\d-\d\d\.min\.json$/.test(file.slice(prefix.length + 1)),
  );
  return versions.sort().at(-1);
}

/** Clients of the last SDK v2 by v3 package suffix: the broadest set of operations, frozen in 2024. */
export function loadSdkV2() {
  const files = readdirSync(APIS);
  const clients = new Map();
  for (const [id, meta] of Object.entries(readJson(join(APIS, 'metadata.json')))) {
    const file = newestApi(meta.prefix ?? id, files);
    if (!file) throw new Error(`aws-sdk v2: no model for ${id}`);
    const api = readJson(join(APIS, file));
    const side = (kind) => {
      const path = join(APIS, file.replace('.min.json', `.${kind}.json`));
      return existsSync(path) ? readJson(path) : {};
    };
    const serviceId = api.metadata.serviceId ?? api.metadata.serviceAbbreviation ?? api.metadata.serviceFullName;
    clients.set(clientOf(serviceId), {
      client: clientOf(serviceId),
      serviceId,
      v2Class: meta.name,
      signingName: api.metadata.signingName ?? api.metadata.endpointPrefix,
      endpointPrefix: api.metadata.endpointPrefix,
      operations: new Map(
        Object.entries(api.operations).map(([name, raw]) => [name, operationOf(raw, api.shapes ?? {})]),
      ),
      waiters: mapValues(side('waiters2').waiters ?? {}, (waiter) => waiter.operation),
      paginators: Object.keys(side('paginators').pagination ?? {}).filter(
        (name) => side('paginators').pagination[name].input_token,
      ),
    });
  }
  return clients;
}
