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
  for (const { framework, file } of claims) {
    try {
      options.onDetect?.(framework.kind, file);
      read.set(
        file,
        await framework.read({ files, file, options, managed, report: (finding) => void findings.push(finding) }),
      );
    } catch (error) {
      if (strict || !(error instanceof UserError)) throw error;
      findings.push({
        ruleId: 'IT305',
        level: 'error',
        args: { problem: error.message },
        location: error.location ?? { file, line: 1, column: 1 },
      });
    }
  }
  const covered = new Set(
    [...read].flatMap(([owner, templates]) =>
      templates.flatMap((template) => [template.file, ...template.covers].filter((file) => file !== owner)),
    ),
  );
  return [...read].filter(([owner]) => !covered.has(owner)).flatMap(([, templates]) => templates);
}
