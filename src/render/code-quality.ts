import { identities } from '../findings/identity.js';
import { textOf } from '../findings/index.js';
import type { Finding, FindingLevel } from '../model/finding.js';

const SEVERITIES: { readonly [level in FindingLevel]: string } = { error: 'critical', warning: 'major', note: 'info' };

/** Findings, their files relative to the repository, as a Code Quality report. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export function codeQuality(findings: readonly Finding[]): string {
  const ids = identities(findings);
  const issues = findings.map((finding, index) => ({
    description: textOf(finding),
    check_name: finding.ruleId,
    fingerprint: ids[index]!,
    severity: SEVERITIES[finding.level],
    location: {
      path: finding.location?.file ?? '.',
      lines: { begin: finding.location?.line ?? 1 },
    },
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
}
