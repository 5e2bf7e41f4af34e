import { intrinsicNode, listNode, mapNode, scalarNode } from '../template/build.js';
import { child, itemsOf, scalarOf, type TemplateNode } from '../template/node.js';

/** The role of a function: one of its own, or another by reference. */
export interface FunctionRole {
  own?: TemplateNode;
  reference?: TemplateNode;
}

/**
 * The role all functions share, `IamRoleLambdaExecution`; undefined when the service brings its own.
 * https://www.serverless.com/framework/docs/providers/aws/guide/iam
 */
export function sharedRole(service: TemplateNode, provider: TemplateNode | undefined): TemplateNode | undefined {
  if (broughtRole(provider)) return undefined;
  const role = child(provider, 'iam', 'role');
  const statements = [...itemsOf(child(role, 'statements')), ...itemsOf(child(provider, 'iamRoleStatements'))];
  const managed = [...itemsOf(child(role, 'managedPolicies')), ...itemsOf(child(provider, 'iamManagedPolicies'))];
  const boundary =
    child(role, 'permissionsBoundary') ??
    child(role, 'permissionBoundary') ??
    child(provider, 'rolePermissionsBoundary') ??
    child(settingsOf(service), 'iamGlobalPermissionsBoundary');
  return roleResource(provider ?? service, statements, managed, boundary, child(role, 'name'));
}

/** `iam.role` or `role` given as a name or an ARN. */
function broughtRole(provider: TemplateNode | undefined): TemplateNode | undefined {
  const role = child(provider, 'iam', 'role');
  return child(provider, 'role') ?? (role && role.kind !== 'map' ? role : undefined);
}

/**
 * A function's own `role`, or the statements of serverless-iam-roles-per-function, which make a role for it:
 * https://www.npmjs.com/package/serverless-iam-roles-per-function
 */
export function functionRole(node: TemplateNode, service: TemplateNode, hasShared: boolean): FunctionRole {
  const provider = child(service, 'provider');
  const given =
    child(node, 'role') ?? (child(node, 'iam', 'role')?.kind === 'map' ? undefined : child(node, 'iam', 'role'));
  if (given) return { reference: roleReference(given) };
  const own = child(node, 'iamRoleStatements') ?? child(node, 'iam', 'role', 'statements');
  if (own) {
    const boundary =
      child(node, 'iamPermissionsBoundary') ?? child(settingsOf(service), 'iamGlobalPermissionsBoundary');
    const inherits =
      scalarOf(
        child(node, 'iamRoleStatementsInherit') ??
          child(node, 'iam', 'inheritStatements') ??
          child(settingsOf(service), 'defaultInherit'),
      ) === 'true';
    const inherited = inherits
      ? [...itemsOf(child(provider, 'iam', 'role', 'statements')), ...itemsOf(child(provider, 'iamRoleStatements'))]
      : [];
    return { own: roleResource(node, [...itemsOf(own), ...inherited], [], boundary, undefined) };
  }
  const brought = broughtRole(provider);
  if (brought) return { reference: roleReference(brought) };
  return hasShared
    ? { reference: intrinsicNode(node, 'Fn::GetAtt', scalarNode(node, 'IamRoleLambdaExecution.Arn')) }
    : {};
}

/** What the plugin is told for all functions: https://github.com/functionalone/serverless-iam-roles-per-function#default-role-management */
const settingsOf = (service: TemplateNode): TemplateNode | undefined =>
  child(service, 'custom', 'serverless-iam-roles-per-function');

/** A bare name is a role of the `resources` section; ARNs and expressions are themselves. */
function roleReference(node: TemplateNode): TemplateNode {
  const name = scalarOf(node);
  return name !== undefined && /^[A-Za-z0-9]+$/.test(name)
    ? intrinsicNode(node, 'Fn::GetAtt', scalarNode(node, `${name}.Arn`))
    : node;
}

function roleResource(
  at: TemplateNode,
  statements: TemplateNode[],
  managed: TemplateNode[],
  boundary: TemplateNode | undefined,
  name: TemplateNode | undefined,
): TemplateNode {
  const first = statements[0];
  const document = first && mapNode(first, { Statement: listNode(first, statements) });
  const properties = mapNode(at, {
    RoleName: name,
    Policies: document && listNode(document, [mapNode(document, { PolicyDocument: document })]),
    ManagedPolicyArns: managed.length > 0 ? listNode(managed[0]!, managed) : undefined,
    PermissionsBoundary: boundary,
  });
  return mapNode(at, { Type: scalarNode(at, 'AWS::IAM::Role'), Properties: properties });
}
