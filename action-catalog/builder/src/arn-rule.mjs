import { squash } from './names.mjs';

const FIELDS = new Set(['Partition', 'Region', 'Account']);
const GENERIC_ARNS = ['resourcearn', 'arn', 'resourcearnlist', 'resourcearns'];

/** Placeholders of an ARN template that a request must fill, in order. */
export const placeholdersOf = (arn) =>
  [...arn.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1]).filter((name) => !FIELDS.has(name));

/** Top-level members as `squashed name → path`; a list of scalars gives `Name[]`. Structures and maps name no resource by themselves. */
export function memberPaths(operation) {
  const paths = new Map();
  for (const [name, shape] of Object.entries(operation.input.members())) {
    if (shape.scalar) paths.set(squash(name), name);
    else if (shape.list?.()?.scalar) paths.set(squash(name), `${name}[]`);
  }
  return paths;
}

const plural = (name) => [`${name}s`, `${name}list`, name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}es`];
const pick = (paths, names) =>
  names
    .flatMap((name) => [name, ...plural(name)])
    .map((name) => paths.get(name))
    .find(Boolean);

/** `QueueName` → `queue`, `HostedZoneId` → `hostedzone`; a bare `Id` or `Name` has no stem. */
const stemOf = (placeholder) => squash(placeholder).replace(/(name|id|identifier|arn|withoutleadingslash)$/, '');

function wholeArn(paths, type, placeholder) {
  const stems = [squash(type), stemOf(placeholder)].filter(Boolean);
  return (
    pick(
      paths,
      stems.map((stem) => `${stem}arn`),
    ) ?? arnOfKind(paths, squash(type))
  );
}

/** `EndpointArn` may be of any type that ends in `endpoint`; the ARN itself says of which. */
const arnOfKind = (paths, type) => {
  const name = [...paths.keys()].find(
    (key) => key.length > 'arn'.length + 3 && key.endsWith('arn') && type.endsWith(key.slice(0, -'arn'.length)),
  );
  return name && paths.get(name);
};

// Verbs that work on one thing that is there already: what `Create…` names by a bare `Name` is new.
const ON_ONE =
  /^(Get|Describe|Update|Put|Delete|Start|Stop|Cancel|Add|Remove|Associate|Disassociate|Enable|Disable|Send|Test)/;

const endsIn = (name, suffixes) => suffixes.some((suffix) => squash(name).endsWith(suffix));

/** AWS makes ids up: a name never fills the place of one (`queue/${QueueId}` is not `queue/my-queue`). An id may well be a name. */
const suits = (placeholder, member) =>
  !(
    endsIn(placeholder, ['id', 'identifier', 'uuid', 'token', 'alias']) &&
    endsIn(member, ['name', 'names', 'namelist', 'name[]', 'names[]'])
  );

/** `organization/${ResourceId}`: such a placeholder stands for the type, and a member of the same name may mean anything (a room). */
const GENERIC = new Set(['id', 'name', 'identifier', 'resource', 'resourceid', 'resourcename', 'resourceidentifier']);

function memberOf(paths, type, placeholder, isLast) {
  const exact = pick(paths, [squash(placeholder)]);
  if (!GENERIC.has(squash(placeholder))) return exact ?? similarMember(paths, type, placeholder, isLast);
  return similarMember(paths, type, placeholder, isLast) ?? exact;
}

function similarMember(paths, type, placeholder, isLast) {
  const stem = GENERIC.has(squash(placeholder)) ? '' : stemOf(placeholder);
  const names = stem ? [`${stem}name`, `${stem}id`, stem, `${stem}identifier`] : [];
  // Two letters (`db`) are no name of a type: `DBName` is the database in the instance.
  if (isLast && squash(type).length > 2)
    names.push(`${squash(type)}id`, `${squash(type)}name`, squash(type), `${squash(type)}identifier`);
  const candidates = names.filter((name) => name.length > 2).flatMap((name) => [name, ...plural(name)]);
  return candidates.map((name) => paths.get(name)).find((member) => member && suits(placeholder, member));
}

/**
 * A bare `Name` or `Id` names the thing the operation is called after: `CreateQueue {Name}` is the queue, `ListQueues {Name}` is not, and
 * `StartDataSourceSyncJob {Id}` is the data source where the action knows no other type that the operation is called after.
 */
function bareMember(paths, type, placeholder, operationName, types) {
  const operation = squash(operationName);
  const within = (one) => operation.includes(squash(one));
  const isSubject =
    operation.endsWith(squash(type)) ||
    (ON_ONE.test(operationName) && within(type) && !types.some((one) => one !== type && within(one)));
  if (!isSubject) return undefined;
  const id = paths.get('id') ?? paths.get('identifier');
  return endsIn(placeholder, ['name']) ? (paths.get('name') ?? id) : id;
}

/** The first hand-written fill of a type whose members the operation has; hints are alternatives, in order. */
function hintFor(candidates, operation) {
  const members = operation.input.members();
  return candidates?.find((hint) => rootsOf(hint).every((root) => root in members));
}

const rootsOf = (hint) =>
  Object.values(hint).flatMap((fill) =>
    (typeof fill === 'string' ? [fill] : [fill.from ?? []].flat().slice(0, 1)).map((path) => path.split(/[.[{]/)[0]),
  );

/**
 * Fills the placeholders of one resource type from the members of one operation, by name.
 * @returns `{ fill, whole, filled }`: placeholder → member path, member with the whole ARN, and `all`, `some`, `none` or `constant`.
 */
export function fillByRule(operationName, operation, type, arn, hints = {}) {
  const paths = memberPaths(operation);
  const placeholders = placeholdersOf(arn);
  const hinted = hintFor(hints.fill?.[type], operation);
  if (hinted) return hinted.whole ? { fill: {}, whole: hinted.whole, filled: 'all' } : { fill: hinted, filled: 'all' };
  if (placeholders.length === 0) return { fill: {}, filled: 'constant' };
  const last = placeholders.at(-1);
  const whole =
    wholeArn(paths, type, last) ??
    [...GENERIC_ARNS, ...(hints.generic ?? [])].map((name) => paths.get(name)).find(Boolean);
  if (whole) return { fill: {}, whole, filled: 'all' };
  const fill = {};
  const free = new Map(paths);
  // Members that are called like a placeholder fill that one and no other: `broker:${BrokerName}:${BrokerId}` with BrokerId alone.
  const reserved = new Set(placeholders.map(squash).filter((name) => !GENERIC.has(name)));
  for (const placeholder of placeholders) {
    const isLast = placeholder === last;
    const own = new Map([...free].filter(([name]) => name === squash(placeholder) || !reserved.has(name)));
    const member =
      memberOf(own, type, placeholder, isLast) ??
      (isLast ? bareMember(own, type, placeholder, operationName, hints.types ?? []) : undefined);
    if (!member) continue;
    fill[placeholder] = member;
    // One member fills one place: `StackName` is not the stack's id as well.
    free.delete(squash(member));
  }
  const count = Object.keys(fill).length;
  return { fill, filled: count === 0 ? 'none' : count === placeholders.length ? 'all' : 'some' };
}
