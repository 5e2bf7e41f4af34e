import { planRole } from './plan/role.js';
import { planSam } from './plan/sam.js';
import { planServerless } from './plan/serverless.js';
import { applySplices } from './splice.js';
import type { Plan, Target } from './types.js';
import { openYaml, type YamlFile } from './yaml/document.js';

export { boundByToday } from './bound.js';
export type { Fragments, Plan, Target } from './types.js';

/** Ways a role's policies are written in YAML or JSON. */
const PLANNERS = { sam: planSam, role: planRole, serverless: planServerless } satisfies {
  [way: string]: (yaml: YamlFile, target: Target) => Plan;
};

export type Way = keyof typeof PLANNERS;

/** A template after the edits of some roles; `refused` says which were not edited and why. */
export interface EditedFile {
  text: string;
  refused: { target: Target; reason: string; at?: { file: string; line: number; column: number } }[];
}

/** Edits one template for several roles, one after the other, so that each sees the file as the former left it. */
export function editTemplate(file: string, text: string, targets: readonly { way: Way; target: Target }[]): EditedFile {
  const out: EditedFile = { text, refused: [] };
  for (const { way, target } of targets) {
    const plan = PLANNERS[way](openYaml(file, out.text), target);
    if ('splices' in plan) out.text = applySplices(out.text, plan.splices);
    else out.refused.push({ target, reason: plan.refused, ...(plan.at && { at: plan.at }) });
  }
  return out;
}
