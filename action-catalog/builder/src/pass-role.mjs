const ROLE_MEMBER = /role(_?arn)?$/i;
const NOT_A_PASSED_ROLE = /(service|)linkedrole/i;
const DEPTH = 5;

/** Paths of all members of a request that hold a role: `roleArn`, `Targets[].RoleArn`, `overrides.taskRoleArn`. */
export function rolePaths(operation) {
  const found = [];
  walk(operation.input, '', 0, found);
  return found.sort();
}

function walk(shape, path, depth, found) {
  if (depth > DEPTH || !shape.members) return;
  for (const [name, member] of Object.entries(shape.members())) {
    const here = path === '' ? name : `${path}.${name}`;
    if (member.scalar && ROLE_MEMBER.test(name) && !NOT_A_PASSED_ROLE.test(name)) found.push(here);
    else if (member.members) walk(member, here, depth + 1, found);
    else if (member.list) walk(member.list(), `${here}[]`, depth + 1, found);
    else if (member.map) walk(member.map(), `${here}{}`, depth + 1, found);
  }
}

const WHY_ASK = 'the request passes a role; the service that takes it is not in the catalog';
const WHY_UNPROVED = 'the request names a role; no source says that passing it needs iam:PassRole';
// These name roles without giving them to a service.
const NAMES_ROLES = new Set([
  'iam',
  'sts',
  'organizations',
  'sso',
  'cognito-identity',
  'accessanalyzer',
  'lakeformation',
  'ram',
]);
const CHANGES = /^(Create|Start|Put|Update|Register|Run|Modify|Import|Submit|Associate|Add)/;

/**
 * `iam:PassRole` for the roles a request passes: by hand where overrides/passrole.json lists the operation, else where the Service
 * Authorization Reference makes PassRole a dependent action of it. Granted only when the member is set, on that role, for that service.
 */
export function passRoleGrants(client, name, operation, service, table) {
  const listed = table.operations[`${client}:${name}`];
  if (listed) return listed.map((entry) => grantFor(entry, client, table));
  if (NAMES_ROLES.has(client)) return [];
  const roles = rolePaths(operation).filter((role) => !memberRule(client, role, table)?.not);
  const source = table.everyRole[client];
  if (source && CHANGES.test(name)) return roles.map((role) => grantFor({ role, source }, client, table));
  if (isDependent(service, name)) return roles.map((role) => grantFor({ role }, client, table));
  return CHANGES.test(name)
    ? roles.filter((role) => /arn$/i.test(role)).map((role) => ({ ...bareGrant(role, table), ask: WHY_UNPROVED }))
    : [];
}

const bareGrant = (role, table) => ({
  action: 'iam:PassRole',
  when: role,
  evidence: 'dependent',
  source: table.source,
  on: [{ type: 'iam:role', whole: role }],
});

/** What `members` says of a role member: another service than the client's own takes it, or it is no role (`InstanceRole: MASTER`). */
const memberRule = (client, role, table) =>
  table.members.find((rule) => rule.client === client && new RegExp(rule.role).test(role));

function grantFor(entry, client, table) {
  const { role } = entry;
  const { service, ask, source } =
    entry.service || entry.ask ? entry : { ...entry, ...memberRule(client, role, table) };
  const principal = service ?? table.principals[client];
  const checked = entry.checked ?? (table.opened.includes(source) ? 'opened' : undefined);
  const common = {
    ...bareGrant(role, table),
    ...(source && { evidence: 'override', source }),
    ...(checked && { checked }),
  };
  if (ask ?? !principal) return { ...common, ask: ask ?? WHY_ASK };
  return { ...common, condition: { StringEquals: { 'iam:PassedToService': [principal].flat() } } };
}

function isDependent(service, name) {
  const action =
    service && Object.entries(service.actions).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  if (!action) return false;
  return [action.dependents, ...action.resources.map((resource) => resource.dependents)]
    .flat()
    .includes('iam:PassRole');
}
