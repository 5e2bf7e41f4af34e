import type { Statement } from '../../model/policy.js';
import type { Check } from './check.js';

/** IT330: a role has the permissions of every function that uses it. */
export const sharedRole: Check = (spec, { sharedWith }, report) => {
  if (!spec.role || sharedWith.length < 2) return;
  const others = sharedWith.filter((id) => id !== spec.id);
  report({
    ruleId: 'IT330',
    level: 'warning',
    args: { id: spec.id, role: spec.role.key, count: others.length, others: shown(others) },
    location: spec.role.at,
  });
};

/** IT341: without a boundary, whoever may change the role may give it anything. */
export const noBoundary: Check = (spec, _context, report) => {
  if (spec.declared && !spec.declared.boundary)
    report({
      ruleId: 'IT341',
      level: 'note',
      args: { id: spec.id, role: spec.declared.role ?? spec.id },
      location: spec.role?.at ?? spec.at,
    });
};

/** IT323: what a managed policy grants is not known offline. */
export const unknownManaged: Check = (spec, _context, report) => {
  for (const { name, at, isInline } of spec.declared?.unknownManagedPolicies ?? [])
    if (!isInline) report({ ruleId: 'IT323', level: 'note', args: { id: spec.id, name }, location: at });
};

/** AWS managed policies that grant (nearly) everything: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html */
const ADMINISTRATORS = new Set([
  'AdministratorAccess',
  'PowerUserAccess',
  'IAMFullAccess',
  'SystemAdministrator',
  'AdministratorAccess-Amplify',
  'AdministratorAccess-AWSElasticBeanstalk',
]);

/** IT332: administrator rights, by managed policy or by a statement on everything. */
export const administrator: Check = (spec, _context, report) => {
  const { documents = [], unknownManagedPolicies = [] } = spec.declared ?? {};
  for (const { name, at } of unknownManagedPolicies)
    if (ADMINISTRATORS.has(name))
      report({ ruleId: 'IT332', level: 'error', args: { id: spec.id, what: name }, location: at });
  for (const { document, at, origin } of documents) {
    for (const statement of list(document.Statement)) {
      if (statement.Effect !== 'Allow' || !list(statement.Resource).includes('*')) continue;
      if (list(statement.Action).includes('*'))
        report({
          ruleId: 'IT332',
          level: 'error',
          args: { id: spec.id, what: origin.startsWith('managed') ? origin : 'Action * on Resource *' },
          location: at,
        });
    }
  }
};

/** IT331: actions with a wildcard, and Allow with NotAction or NotResource, in policies the project writes itself. */
export const wildcardGrant: Check = (spec, _context, report) => {
  for (const { document, at, origin } of spec.declared?.documents ?? []) {
    if (origin !== 'inline') continue;
    for (const statement of list(document.Statement))
      for (const what of wildcards(statement))
        report({
          ruleId: 'IT331',
          level: 'warning',
          args: { id: spec.id, what, resource: shown(list(statement.Resource)) },
          location: at,
        });
  }
};

function wildcards(statement: Statement): string[] {
  if (statement.Effect !== 'Allow') return [];
  const everything = list(statement.Action).includes('*') && list(statement.Resource).includes('*');
  const actions = everything ? [] : list(statement.Action).filter((action) => action.includes('*'));
  return [
    ...actions,
    ...(statement.NotAction ? ['everything but NotAction'] : []),
    ...(statement.NotResource ? ['every resource but NotResource'] : []),
  ];
}

function list<T>(value: T | T[] | undefined): T[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

const shown = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
