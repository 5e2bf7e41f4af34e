import type { Finding } from '../model/finding.js';
import { UserError } from '../model/user-error.js';
import type { ProjectFiles } from './files.js';
import { filesBelow, MAX_FILES } from './files-below.js';
import type { Framework } from './framework.js';

const MAX_TEMPLATES = 500;
/** Sniffing reads the file; templates larger than CloudFormation's 1 MB limit are read only when named on the command line. */
const MAX_SNIFFED_BYTES = 4 * 1024 * 1024;

export interface Claim {
  framework: Framework;
  file: string;
}

/**
 * Looks for templates from a folder down to a bounded depth, nearest first, in the order of `frameworks`.
 * A folder whose template was found is still searched: repositories hold several projects.
 */
export function discover(
  files: ProjectFiles,
  start: string,
  frameworks: readonly Framework[],
  report: (finding: Finding) => void,
): Claim[] {
  const claims: Claim[] = [];
  const found = filesBelow(files, start);
  if (found.length >= MAX_FILES)
    report({
      ruleId: 'IT309',
      level: 'warning',
      args: { what: 'the search for templates', limit: `${MAX_FILES} files` },
    });
  for (const file of found) {
    const framework = claimOf(files, file, frameworks);
    if (framework) claims.push({ framework, file });
  }
  const rank = (claim: Claim) => frameworks.indexOf(claim.framework);
  claims.sort((a, b) => depthOf(a.file) - depthOf(b.file) || rank(a) - rank(b) || (a.file < b.file ? -1 : 1));
  if (claims.length > MAX_TEMPLATES)
    report({
      ruleId: 'IT309',
      level: 'warning',
      args: { what: `${claims.length} templates`, limit: `${MAX_TEMPLATES} templates` },
    });
  return claims.slice(0, MAX_TEMPLATES);
}

/** The framework whose file this is. */
export function claimOf(files: ProjectFiles, file: string, frameworks: readonly Framework[]): Framework | undefined {
  if (files.size(file) > MAX_SNIFFED_BYTES) return undefined;
  const text = () => {
    try {
      return files.read(file) ?? '';
    } catch (error) {
      if (error instanceof UserError) return '';
      throw error;
    }
  };
  return frameworks.find((framework) => framework.claims(file, text));
}

const depthOf = (file: string): number => file.split('/').length;
