import { createHash } from 'node:crypto';

/**
 * The branch of a role: the same on every run. Where the name has to be changed to be a branch (https://git-scm.com/docs/git-check-ref-format)
 * a digest keeps two roles apart.
 */
export function branchOf(role: string, stage: 'policy' | 'boundary'): string {
  const safe = role
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  const digest = createHash('sha256').update(role).digest('hex').slice(0, 8);
  const name = safe === role && role !== '' ? role : [safe, digest].filter(Boolean).join('-');
  return `iam-tighten/${name}${stage === 'boundary' ? '.boundary' : ''}`;
}
