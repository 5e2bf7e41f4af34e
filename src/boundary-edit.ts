import type { Catalog } from './catalog/types.js';
import { boundary } from './minimize/index.js';
import type { Analysis, FunctionAnalysis } from './model/analysis.js';
import { TEMPLATE_CONTEXT } from './model/arn.js';
import { resourcesFor } from './model/function.js';
import type { NamedPolicy } from './model/policy.js';
import { boundaryCode } from './render/cdk/boundary.js';
import { boundaryResource } from './render/cfn/boundary.js';
import { hasGeneratedRole, logicalIdOf } from './render/cfn/scope.js';
import { boundaryBlock } from './render/terraform/boundary.js';
import type { RoleProposal } from './role-proposal.js';

type BoundaryEdit = RoleProposal['edit'];

/** The first stage of a roll-out: a permissions boundary around a role, in the language of its project. */
export function boundaryEdit(result: FunctionAnalysis, { project }: Analysis, catalog: Catalog): BoundaryEdit {
  const { fn, permissions } = result;
  const kind = fn.template === undefined ? undefined : project.templates?.[fn.template]?.kind;
  const write = kind === undefined ? undefined : WRITERS[kind];
  if (!write || fn.declaredAt === undefined)
    return { refused: 'the project has no template to edit; `iam-tighten boundary` prints the boundary' };
  const owner = kind === 'sam' && hasGeneratedRole(fn, project) ? logicalIdOf(fn.id) : fn.declared?.role;
  if (owner === undefined) return { refused: 'its role is not declared in the template' };
  const { policy, findings } = boundary(permissions, {
    arnContext: kind === 'terraform' || kind === 'cdk' ? {} : TEMPLATE_CONTEXT,
    name: `${owner}-boundary`,
    catalog,
  });
  if (findings.some(({ level }) => level === 'error'))
    return { refused: 'its boundary does not fit into a managed policy' };
  return write({ result, policy, owner, file: fn.declaredAt.file, project });
}

interface Wanted {
  result: FunctionAnalysis;
  policy: NamedPolicy;
  /** Resource that gets the boundary. */
  owner: string;
  /** Where the function is declared. */
  file: string;
  project: Analysis['project'];
}

const WRITERS: { readonly [kind: string]: (wanted: Wanted) => BoundaryEdit } = {
  sam: inTemplate,
  cloudformation: inTemplate,
  serverless: inService,
  terraform: inModule,
  cdk: inCode,
};

function inTemplate({ result, policy, owner, file }: Wanted): BoundaryEdit {
  const value = boundaryResource(policy, owner);
  if ('refused' in value) return value;
  const target = { functionId: logicalIdOf(result.fn.id), owner, boundary: { id: `${owner}Boundary`, value } };
  return { file, way: 'boundary', target };
}

function inService({ result, policy, owner, file }: Wanted): BoundaryEdit {
  const { id } = result.fn;
  if (!owner.endsWith('IamRoleLambdaExecution')) return { refused: 'its role is not made by the framework' };
  if (!/\.ya?ml$/.test(file)) return { refused: `${file} is not YAML` };
  const value = boundaryResource(policy, owner);
  if ('refused' in value) return value;
  const own = owner === 'IamRoleLambdaExecution' ? undefined : id;
  const target = { functionId: id, own, boundary: { id: `${owner}Boundary`, value } };
  return { file, way: 'serverless-boundary', target };
}

function inModule({ result, policy, owner, project }: Wanted): BoundaryEdit {
  const role = resourcesFor(result.fn, project)[owner];
  const [type, label] = owner.split('.');
  if (type !== 'aws_iam_role' || label === undefined || !role?.at.file.endsWith('.tf'))
    return { refused: 'its role is not declared in a .tf file of the module' };
  const block = boundaryBlock(policy, label);
  if (block === undefined) return { refused: 'its boundary has to name a resource; `iam-tighten boundary` prints it' };
  return { file: role.at.file, way: 'terraform-boundary', target: { functionId: result.fn.id, role: label, block } };
}

function inCode({ result, policy, file }: Wanted): BoundaryEdit {
  const logicalId = logicalIdOf(result.fn.id);
  return {
    refused: 'its role is made by CDK code; the boundary is printed for it',
    made: { template: file, logicalId, code: boundaryCode(policy, logicalId) },
  };
}
