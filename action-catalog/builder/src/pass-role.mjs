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

/**
 * `iam:PassRole` for the roles a request passes: by hand where overrides/passrole.json lists the operation, else where the Service
 * Authorization Reference makes PassRole a dependent action of it. Granted only when the member is set, on that role, for that service.
 */
export function passRoleGrants(client, name, operation, service, table) {
  const listed = table.operations[`${client}:${name}`];
  const entries = listed ?? (isDependent(service, name) ? rolePaths(operation).map((role) => ({ role })) : []);
  return entries.map((entry) => grantFor(entry, client, table));
}

function grantFor({ role, service, source }, client, table) {
  const principal = service ?? table.principals[client];
  const common = {
    action: 'iam:PassRole',
    when: role,
    evidence: source ? 'override' : 'dependent',
    source: source ?? table.source,
    on: [{ type: 'iam:role', whole: role }],
  };
  if (!principal) return { ...common, ask: WHY_ASK };
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
