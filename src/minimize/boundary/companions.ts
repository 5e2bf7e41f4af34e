import type { ArnContext } from '../../model/arn.js';
import type { PolicyDocument, Statement } from '../../model/policy.js';
import type { Boundary, BoundaryCompanions } from './types.js';

/**
 * What goes with boundaries: a policy that delegates the making of roles, only under the boundary; and a service control policy to consider
 * for a set of functions, limited to their roles. `roles` is an ARN pattern of them. Suggestions: nothing is applied.
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html (delegating with boundaries) and
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export function companionsOf(boundaries: readonly Boundary[], context: ArnContext, roles: string): BoundaryCompanions {
  const prefix = `arn:${context.partition ?? 'aws'}:iam::${context.account ?? '*'}`;
  const arns = boundaries.map(({ policy }) => `${prefix}:policy/${policy.name}`).sort();
  return { delegation: delegate(arns, roles), serviceControl: controlFromAbove(boundaries, arns, roles) };
}

function delegate(arns: string[], roles: string): PolicyDocument {
  const underBoundary = {
    [arns.some((arn) => arn.includes('*')) ? 'ArnLike' : 'StringEquals']: { 'iam:PermissionsBoundary': arns },
  };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ManageRolesUnderTheBoundary',
        Effect: 'Allow',
        Action: [
          'iam:AttachRolePolicy',
          'iam:CreateRole',
          'iam:DeleteRolePolicy',
          'iam:DetachRolePolicy',
          'iam:PutRolePermissionsBoundary',
          'iam:PutRolePolicy',
        ],
        Resource: [roles],
        Condition: underBoundary,
      },
      { Sid: 'KeepTheBoundaryOnRoles', Effect: 'Deny', Action: ['iam:DeleteRolePermissionsBoundary'], Resource: ['*'] },
      { Sid: 'KeepTheBoundaryAsItIs', Effect: 'Deny', Action: EDITS, Resource: arns },
    ],
  };
}

const EDITS = ['iam:CreatePolicyVersion', 'iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:SetDefaultPolicyVersion'];

function controlFromAbove(boundaries: readonly Boundary[], arns: string[], roles: string): PolicyDocument {
  const statements = boundaries.flatMap(({ policy }): Statement[] => policy.document.Statement);
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => Action ?? []);
  const services = [...new Set(allowed.map((action) => `${action.split(':')[0]}:*`))].sort();
  // Roles of AWS's own services act outside anybody's code.
  const notOfServices = { ArnNotLike: { 'aws:PrincipalArn': ['arn:*:iam::*:role/aws-service-role/*'] } };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'DenyServicesNoFunctionUses',
        Effect: 'Deny',
        NotAction: services,
        Resource: ['*'],
        Condition: { ArnLike: { 'aws:PrincipalArn': [roles] }, ...notOfServices },
      },
      {
        Sid: 'ProtectTheBoundaries',
        Effect: 'Deny',
        Action: EDITS,
        Resource: arns,
        Condition: { ArnLike: { 'aws:PrincipalArn': [roles] } },
      },
    ],
  };
}
