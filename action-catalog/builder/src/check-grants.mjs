import { placeholdersOf } from './arn-rule.mjs';

/** Everything wrong with the rules of one operation, as sentences. `paths` of the request are checked against the SDK's own shapes. */
export function problemsOfGrants(name, operation, grants, services) {
  return grants.flatMap((grant) =>
    problemsOf(grant, operation, services).map((problem) => `${name}: ${grant.action}: ${problem}`),
  );
}

function problemsOf(grant, operation, services) {
  const [prefix, action] = grant.action.split(':');
  const record = services.get(prefix)?.actions[action];
  if (!record) return ['no such action'];
  const element = grant.each ? shapeAt(operation.input, grant.each) : undefined;
  const problems = grant.each && !element ? [`no member ${grant.each}`] : [];
  const exists = (path) =>
    path === '@key' ||
    path === '#endpoint' ||
    shapeAt(path.startsWith('.') ? element : operation.input, path) !== undefined;
  for (const path of pathsOf(grant)) if (!exists(path)) problems.push(`no member ${path}`);
  for (const rule of grant.on) if (rule !== '*') problems.push(...problemsOfRule(rule, prefix, record, services));
  for (const key of conditionKeysOf(grant))
    if (!supports(record, services.get(prefix), key)) problems.push(`does not support the condition key ${key}`);
  return problems;
}

function problemsOfRule(rule, prefix, record, services) {
  if (rule.keyOf || rule.propertyOf) return [];
  const [service, type] = rule.type?.includes(':') ? rule.type.split(':') : [prefix, rule.type];
  const arn = rule.template ?? services.get(service)?.resourceTypes[type]?.arn;
  if (!arn) return [`no resource type ${rule.type}`];
  const problems =
    type && service === prefix && !record.resources.some((one) => one.type === type)
      ? [`does not take the resource type ${type}`]
      : [];
  const known = new Set([...placeholdersOf(arn), ...(arn.includes('${Account}') ? ['Account'] : [])]);
  for (const placeholder of Object.keys(rule.fill ?? {}))
    if (!known.has(placeholder)) problems.push(`${rule.type ?? arn} has no placeholder ${placeholder}`);
  return problems;
}

/** The shape a path leads to, or undefined; `items[]` and `map{}` go one level down. */
function shapeAt(shape, path) {
  let at = shape;
  for (const step of path.split('.').filter(Boolean)) {
    const [, name, suffix] = /^(.*?)(\[\]|\{\})?$/.exec(step);
    if (name) at = at?.members?.()[name];
    if (suffix === '[]') at = at?.list?.();
    if (suffix === '{}') at = at?.map?.();
  }
  return at;
}

function pathsOf(grant) {
  const rules = grant.on.filter((rule) => rule !== '*');
  const fills = rules.flatMap((rule) =>
    Object.values(rule.fill ?? {}).flatMap((fill) => (typeof fill === 'string' ? [fill] : firstOnly(fill.from))),
  );
  const values = [grant.condition, grant.narrow].flatMap((block) =>
    Object.values(block ?? {}).flatMap((keys) => Object.values(keys).flat()),
  );
  return [
    ...whenPaths(grant.when),
    ...whenPaths(grant.unless),
    ...rules.flatMap((rule) => [
      ...whenPaths(rule.when),
      ...whenPaths(rule.unless),
      ...(rule.whole ? [rule.whole] : []),
      ...(rule.keyOf ? [rule.keyOf] : []),
      ...(rule.propertyOf ? [rule.propertyOf[0]] : []),
    ]),
    ...fills,
    ...values.flatMap(pathsOfValue),
  ];
}

function pathsOfValue(value) {
  if (typeof value === 'string') return [];
  const fills = Object.values(value.resource?.fill ?? {});
  return [
    ...(value.from ? [value.from] : []),
    ...(value.and ?? []),
    ...fills.flatMap((fill) => (typeof fill === 'string' ? [fill] : firstOnly(fill.from))),
  ];
}

/** Later paths of a list are fallbacks that older operations may not have. */
const firstOnly = (from) => (from === undefined ? [] : [from].flat().slice(0, 1));

function whenPaths(when) {
  if (when === undefined) return [];
  if (typeof when === 'string') return [when];
  if (when.any ?? when.all) return (when.any ?? when.all).flatMap(whenPaths);
  if (when.not) return whenPaths(when.not);
  return [
    when.equals?.[0] ?? when.matches?.[0] ?? when.customerKey ?? when.named ?? when.isA?.[0] ?? when.deployed?.[0],
  ];
}

const conditionKeysOf = (grant) =>
  [grant.condition, grant.narrow].flatMap((block) => Object.values(block ?? {}).flatMap((keys) => Object.keys(keys)));

/** Global keys (`aws:…`) hold for every action; the others must be listed for the action or its resource types. */
function supports(record, service, key) {
  if (key.startsWith('aws:')) return true;
  const listed = [
    ...record.conditionKeys,
    ...record.resources.flatMap((one) => [
      ...one.conditionKeys,
      ...(service.resourceTypes[one.type]?.conditionKeys ?? []),
    ]),
  ];
  const family = key.replace(/:[^:]*$/, ':');
  return listed.some((one) => one === key || one.replace(/\$\{.*|<.*/, '') === family);
}
