import { type BoundaryTarget, planBoundary } from './plan/boundary.js';
import { planRole } from './plan/role.js';
import { planSam } from './plan/sam.js';
import { planServerless } from './plan/serverless.js';
import { planServerlessBoundary, type ServerlessBoundaryTarget } from './plan/serverless-boundary.js';
import { blocksAt, planTerraform, type TerraformTarget } from './plan/terraform.js';
import { planTerraformBoundary, type TerraformBoundaryTarget } from './plan/terraform-boundary.js';
import { applySplices } from './splice.js';
import type { Plan, Target } from './types.js';
import { openYaml, type YamlFile } from './yaml/document.js';

export { boundByToday } from './bound.js';
export type { TerraformTarget } from './plan/terraform.js';
export type { Fragments, Plan, Target } from './types.js';

/** Ways a role's policies are written in YAML or JSON. */
const IN_YAML = { sam: planSam, role: planRole, serverless: planServerless } satisfies {
  [way: string]: (yaml: YamlFile, target: Target) => Plan;
};

/** How one role's policies are edited in a file. */
export type Edit =
  | { way: keyof typeof IN_YAML; target: Target }
  | { way: 'boundary'; target: BoundaryTarget }
  | { way: 'serverless-boundary'; target: ServerlessBoundaryTarget }
  | { way: 'terraform-boundary'; target: TerraformBoundaryTarget }
  | { way: 'terraform'; target: TerraformTarget };

/** A template after the edits of some roles; `refused` says which were not edited and why. */
export interface EditedFile {
  text: string;
  refused: { functionId: string; reason: string; at?: { file: string; line: number; column: number } }[];
}

/**
 * Edits one template for several roles, one after the other, so that each sees the file as the former left it.
 * @param moduleText text of all files that may refer to this one: what is used elsewhere is not edited
 */
export function editTemplate(file: string, text: string, edits: readonly Edit[], moduleText = text): EditedFile {
  const out: EditedFile = { text, refused: [] };
  const placed = edits.map((edit): Edit => {
    if (edit.way !== 'terraform') return edit;
    return { ...edit, target: { ...edit.target, blocks: blocksAt(text, edit.target) } };
  });
  for (const edit of placed) {
    const plan = planOf(file, out.text, edit, moduleText);
    if ('splices' in plan) out.text = applySplices(out.text, plan.splices);
    else
      out.refused.push({ functionId: edit.target.functionId, reason: plan.refused, ...(plan.at && { at: plan.at }) });
  }
  return out;
}

function planOf(file: string, text: string, edit: Edit, moduleText: string): Plan {
  if (edit.way === 'terraform') return planTerraform(text, edit.target, moduleText);
  if (edit.way === 'terraform-boundary') return planTerraformBoundary(text, edit.target, moduleText);
  if (edit.way === 'serverless-boundary') return planServerlessBoundary(openYaml(file, text), edit.target);
  if (edit.way === 'boundary') return planBoundary(openYaml(file, text), edit.target);
  return IN_YAML[edit.way](openYaml(file, text), edit.target);
}
