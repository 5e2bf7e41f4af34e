import { boundaryEdit } from './boundary-edit.js';
import type { Catalog } from './catalog/types.js';
import { minimize } from './minimize/index.js';
import type { Analysis, FunctionAnalysis } from './model/analysis.js';
import type { LambdaFunction } from './model/function.js';
import type { Bucket } from './model/ledger.js';
import { compare } from './propose/compare/index.js';
import { withUnseen } from './propose/compare/unseen.js';
import { boundByToday } from './propose/index.js';
import { type CfnFragments, cfnPrinter } from './render/cfn/fragments.js';
import { generatedRoleOf, hasGeneratedRole, logicalIdOf } from './render/cfn/scope.js';
import { terraformFragments } from './render/terraform/fragments.js';
import type { RoleProposal, Stage } from './role-proposal.js';
import { withTemplatePolicies } from './template-policies.js';

/** Proposes a policy for every role of an analysis. Functions that share a role share the proposal: the union of their needs. */
export function proposeRoles(
  analysis: Analysis,
  catalog: Catalog,
  toolVersion: string,
  stage: Stage = 'policy',
): RoleProposal[] {
  const joined = byRole(analysis).map((group) => joinedResult(group, analysis, catalog));
  const full = withTemplatePolicies({ ...analysis, functions: joined.map(({ result }) => result) }, catalog);
  const print = cfnPrinter(full, { toolVersion, catalog });
  return full.functions.map((result, index): RoleProposal => {
    const { fn } = result;
    const resources = resourcesOf(fn, analysis);
    const comparison = compare(result, { catalog, arnContext: analysis.arnContext, resources });
    const { functions, unresolved } = joined[index]!;
    return {
      functions,
      ...(fn.declared?.role !== undefined && { role: fn.declared.role }),
      comparison: { ...comparison, function: functions.map(({ id }) => id).join(', ') },
      policies: result.policies,
      unresolved,
      edit: stage === 'boundary' ? boundaryEdit(result, full, catalog) : editOf(result, full, print),
    };
  });
}

/** Sites that make, or may hide, calls of which nobody knows what they need. */
const MAY_NEED_MORE: ReadonlySet<Bucket> = new Set([
  'unresolved-operation',
  'client-escapes',
  'opaque-package',
  'unresolved-module',
  'budget-exceeded',
]);

function byRole({ functions }: Analysis): FunctionAnalysis[][] {
  const groups = new Map<string, FunctionAnalysis[]>();
  for (const result of functions) {
    const { template, declared, id } = result.fn;
    const key = JSON.stringify([template, declared?.role ?? `function ${id}`]);
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return [...groups.values()];
}

function joinedResult(group: readonly FunctionAnalysis[], analysis: Analysis, catalog: Catalog) {
  const [first] = group as [FunctionAnalysis];
  const { arnContext } = analysis;
  const permissions = group.flatMap((result) => {
    const resources = resourcesOf(result.fn, analysis);
    return boundByToday(withUnseen(result, { resources, catalog }), { catalog, arnContext, resources });
  });
  const name = first.policies[0]?.name ?? `${first.fn.id}-policy`;
  const { policies } = minimize(permissions, { arnContext, name, catalog });
  const unresolved = group.flatMap(({ ledger }) => ledger.filter(({ bucket }) => MAY_NEED_MORE.has(bucket)));
  return { functions: group.map(({ fn }) => fn), unresolved, result: { ...first, permissions, policies } };
}

const resourcesOf = (fn: LambdaFunction, { project }: Analysis) =>
  (fn.template === undefined ? undefined : project.templates?.[fn.template]?.resources) ?? project.resources;

function editOf(
  result: FunctionAnalysis,
  analysis: Analysis,
  print: (result: FunctionAnalysis, role: string) => CfnFragments,
): RoleProposal['edit'] {
  const { fn } = result;
  const { project } = analysis;
  const kind = fn.template === undefined ? undefined : project.templates?.[fn.template]?.kind;
  // A Deny also stops what resource policies allow; the smallest policy says nothing of that.
  const denies = fn.declared?.documents.some(({ document }) =>
    [document.Statement].flat().some(({ Effect }) => Effect === 'Deny'),
  );
  if (denies) return { refused: 'its policy has Deny statements, which an edit would lose' };
  const unread = fn.declared?.unknownManagedPolicies.find(({ isInline }) => isInline);
  if (unread) return { refused: `${unread.name} cannot be read, and an edit would replace it` };
  if (fn.template === undefined || kind === undefined || fn.declaredAt === undefined)
    return { refused: 'the project has no template to edit' };
  if (kind === 'cdk')
    return {
      refused: 'its policy is made by CDK code; `generate --format cdk-typescript` prints the statements for it',
      made: { template: fn.declaredAt.file, logicalId: logicalIdOf(fn.id) },
    };
  if (kind === 'terraform') return terraformEdit(result, analysis);
  if (kind === 'serverless') return serverlessEdit(result, fn.declaredAt.file, print);
  if (kind !== 'sam' && kind !== 'cloudformation') return { refused: `templates of kind ${kind} are not edited` };
  const generated = kind === 'sam' && hasGeneratedRole(fn, project);
  const role = generated ? generatedRoleOf(fn) : fn.declared?.role;
  if (role === undefined) return { refused: 'its role is not declared in the template' };
  const fragments = print(result, role);
  if (fragments.open.length > 0) {
    const [first] = fragments.open;
    return { refused: `the template has no name for ${first!.meaning}` };
  }
  // Names come from the file the resource stands in, which for nested stacks is not the first template.
  const target = { functionId: logicalIdOf(fn.id), role, fragments };
  return { file: fn.declaredAt.file, way: generated ? 'sam' : 'role', target };
}

function serverlessEdit(
  result: FunctionAnalysis,
  file: string,
  print: (result: FunctionAnalysis, role: string) => CfnFragments,
): RoleProposal['edit'] {
  const { id, declared } = result.fn;
  const role = declared?.role;
  if (!role?.endsWith('IamRoleLambdaExecution')) return { refused: 'its role is not made by the framework' };
  if (!/\.ya?ml$/.test(file)) return { refused: `${file} is not YAML` };
  const fragments = print(result, role);
  const [first] = fragments.open;
  if (first) return { refused: `the file has no name for ${first.meaning}` };
  return { file, way: 'serverless', target: { functionId: id, role, fragments } };
}

/**
 * A function whose role is made by the same declaration: one with `for_each` or `count`, or in a module that is called several times. What
 * is written there is the policy of all of them.
 */
function sharingDeclaration(fn: LambdaFunction, analysis: Analysis): string | undefined {
  const place = placeOfRole(fn, analysis);
  return analysis.project.functions.find(
    (other) =>
      other.declared?.role !== fn.declared?.role && place !== undefined && placeOfRole(other, analysis) === place,
  )?.id;
}

function placeOfRole(fn: LambdaFunction, analysis: Analysis): string | undefined {
  const role = fn.declared?.role;
  const at = role === undefined ? undefined : resourcesOf(fn, analysis)[role]?.at;
  return at && JSON.stringify(at);
}

function terraformEdit(result: FunctionAnalysis, analysis: Analysis): RoleProposal['edit'] {
  const { id, declared } = result.fn;
  const documents = declared?.documents.filter((document) => !document.implicit).map(({ at }) => at) ?? [];
  const [first] = documents;
  if (!first) return { refused: 'its policy is not declared in the module' };
  if (documents.some(({ file }) => file !== first.file)) return { refused: 'its policy is written in several files' };
  if (!first.file.endsWith('.tf')) return { refused: `${first.file} is not a .tf file` };
  const other = sharingDeclaration(result.fn, analysis);
  if (other !== undefined) return { refused: `its role is declared once for several functions, also for ${other}` };
  const role = /^aws_iam_role\.(.+)$/.exec(declared?.role ?? '')?.[1];
  const { statements, dataSources, open } = terraformFragments(result, analysis);
  const [missing] = open;
  if (missing) return { refused: `the module has no name for ${missing.meaning}` };
  return {
    file: first.file,
    way: 'terraform',
    target: { functionId: id, ...(role && { role }), documents, statements, dataSources },
  };
}
