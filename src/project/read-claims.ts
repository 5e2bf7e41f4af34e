import type { Finding } from '../model/finding.js';
import { UserError } from '../model/user-error.js';
import { managedPolicies } from './declared/managed-policies.js';
import type { Claim } from './discover.js';
import type { ProjectFiles } from './files.js';
import type { DeployedTemplate } from './framework.js';
import type { ReadOptions } from './options.js';

/**
 * Reads every claimed file once. A template that another one deploys is read as a part of that one.
 * @param strict throw what is wrong with a template instead of reporting it and going on
 */
export async function readClaims(
  files: ProjectFiles,
  claims: readonly Claim[],
  options: ReadOptions,
  findings: Finding[],
  strict: boolean,
): Promise<DeployedTemplate[]> {
  const read = new Map<string, DeployedTemplate[]>();
  const managed = managedPolicies(options.managedPolicies);
  const covered = new Set<string>();
  for (const { framework, file } of claims) {
    if (covered.has(file)) continue;
    try {
      options.onDetect?.(framework.kind, file);
      const templates = await framework.read({
        files,
        file,
        options,
        managed,
        report: (finding) => void findings.push(finding),
      });
      for (const part of templates.flatMap((template) => [template.file, ...template.covers])) {
        if (part === file) continue;
        covered.add(part);
        // Read before as a template of its own: it is a part of this one.
        read.delete(part);
      }
      read.set(file, templates);
    } catch (error) {
      if (strict || !(error instanceof UserError)) throw error;
      const location = error.location ?? { file, line: 1, column: 1 };
      findings.push({ ruleId: 'IT305', level: 'error', args: { problem: error.message }, location });
    }
  }
  return [...read.values()].flat();
}
