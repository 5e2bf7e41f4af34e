import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { placeholdersOf } from '../arn-rule.mjs';
import { compareText, squash } from '../names.mjs';

const DATABASE = join(
  dirname(fileURLToPath(import.meta.url)),
  '../../node_modules/@aws-cdk/aws-service-spec/db.json.gz',
);

const shapeOf = (arn) => arn.replace(/\$\{\w+\}/g, '${}');

/** What `Ref` returns: CloudFormation uses the primary identifier for all but the types in overrides/cfn.json. */
function refOf(resource) {
  if (resource.primaryIdentifier?.length !== 1) return 'other';
  const id = resource.primaryIdentifier[0];
  if (/arn$/i.test(id)) return 'arn';
  if (/url$/i.test(id)) return 'url';
  return /(name|id|identifier)$/i.test(id) ? 'name' : 'other';
}

/**
 * The attribute that gives the ARN. One that the user guide says nothing about (`Arn` of AWS::SSM::Parameter) is not counted on where the
 * ARN can be written from the name: a template that asks for an attribute there is not fails to deploy.
 */
function arnAttributeOf(resource) {
  const fromName = refOf(resource) === 'name';
  const names = Object.entries(resource.attributes ?? {})
    .filter(([, { documentation }]) => !fromName || documentation)
    .map(([name]) => name);
  const own = squash(resource.name);
  return (
    names.find((name) => name === 'Arn') ??
    names.find((name) => /^\w+arn$/i.test(name) && own.endsWith(squash(name).slice(0, -'arn'.length)))
  );
}

/** IAM resource types by the shape of their ARN; several services list the same ARN. */
function typesByShape(services) {
  const byShape = new Map();
  for (const service of services.values()) {
    for (const [type, { arn }] of Object.entries(service.resourceTypes)) {
      const key = shapeOf(arn);
      byShape.set(key, [...(byShape.get(key) ?? []), `${service.prefix}:${type}`]);
    }
  }
  return byShape;
}

/** CloudFormation type → IAM resource types, from `@aws-cdk/aws-service-spec` joined by ARN, corrected by hand. */
export function loadCfn(services, overrides) {
  const entities = Object.values(JSON.parse(gunzipSync(readFileSync(DATABASE)).toString()).schema.resource.entities);
  const byShape = typesByShape(services);
  const types = {};
  for (const resource of entities) {
    const resources = resource.arnTemplate ? (byShape.get(shapeOf(resource.arnTemplate)) ?? []) : [];
    if (resources.length === 0) continue;
    types[resource.cloudFormationType] = {
      resources: ownFirst(resources, resource.arnTemplate),
      ref: refOf(resource),
      arnAttribute: arnAttributeOf(resource),
    };
  }
  for (const [type, { source, ...entry }] of Object.entries(overrides.types)) {
    types[type] = { ...types[type], ...entry };
    if (!types[type].resources) throw new Error(`overrides/cfn.json: ${type} names no resource type`);
    for (const one of types[type].resources) resolveType(services, one, type);
  }
  return Object.fromEntries(Object.entries(types).sort(([a], [b]) => compareText(a, b)));
}

/** The type whose prefix is the ARN's own service field comes first; equal ones keep the order of the reference. */
const ownFirst = (resources, arn) => {
  const service = arn.split(':')[2];
  return [...resources].sort(
    (a, b) => Number(b.startsWith(`${service}:`)) - Number(a.startsWith(`${service}:`)) || compareText(a, b),
  );
};

export function resolveType(services, name, where) {
  const [prefix, type] = name.split(':');
  const record = services.get(prefix)?.resourceTypes[type];
  if (!record) throw new Error(`${where}: no resource type ${name}`);
  return { ...record, placeholders: placeholdersOf(record.arn) };
}
