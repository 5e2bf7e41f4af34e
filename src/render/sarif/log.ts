import { identities } from '../../findings/identity.js';
import { messageOf, textOf } from '../../findings/index.js';
import type { Finding, FindingLevel } from '../../model/finding.js';
import { compareLocations } from '../../model/location.js';

/** GitHub refuses a run with more: https://docs.github.com/en/code-security/reference/code-scanning/sarif-support-for-code-scanning */
const MAX_RESULTS = 25_000;
const RANK: { readonly [level in FindingLevel]: number } = { error: 0, warning: 1, note: 2 };
/** Shown by GitHub as high, medium and low. */
const SEVERITY: { readonly [level in FindingLevel]: string } = { error: '7.5', warning: '5.0', note: '2.0' };
const NOWHERE = { file: '', line: 0, column: 0 };

/**
 * Findings as a SARIF 2.1.0 log. Places are relative to the source root. Fingerprints hold the rule, its arguments and the file, not the
 * line, so that a finding keeps its identity while code moves.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog(findings: readonly Finding[], toolVersion: string): string {
  const sorted = findings.toSorted(
    (a, b) =>
      RANK[a.level] - RANK[b.level] ||
      compareLocations(a.location ?? NOWHERE, b.location ?? NOWHERE) ||
      (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0),
  );
  const shown = sorted.slice(0, MAX_RESULTS);
  const ruleIds = [...new Set(shown.map(({ ruleId }) => ruleId))].toSorted();
  const ids = identities(shown);
  const run = {
    tool: {
      driver: {
        name: 'iam-tighten',
        version: toolVersion,
        semanticVersion: toolVersion,
        rules: ruleIds.map((id) => ruleOf(id, worstOf(shown.filter(({ ruleId }) => ruleId === id)))),
      },
    },
    columnKind: 'utf16CodeUnits',
    ...(shown.length < sorted.length && { invocations: [truncated(sorted.length - shown.length)] }),
    results: shown.map((finding, index) => resultOf(finding, ruleIds.indexOf(finding.ruleId), ids[index]!)),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const worstOf = (findings: readonly Finding[]): FindingLevel => findings[0]?.level ?? 'note';

function ruleOf(id: string, level: FindingLevel) {
  const { title, advice } = messageOf(id);
  return {
    id,
    name: title
      .split(/[^A-Za-z\d]+/)
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(''),
    shortDescription: { text: title },
    help: { text: advice, markdown: advice },
    properties: { tags: ['security', 'iam'], 'security-severity': SEVERITY[level] },
  };
}

function resultOf(finding: Finding, ruleIndex: number, id: string) {
  const { ruleId, level, location } = finding;
  return {
    ruleId,
    ruleIndex,
    level,
    message: { text: textOf(finding) },
    ...(location && {
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: uriOf(location.file), uriBaseId: '%SRCROOT%' },
            region: { startLine: Math.max(1, location.line), startColumn: Math.max(1, location.column) },
          },
        },
      ],
    }),
    partialFingerprints: { 'iamTighten/v1': id },
  };
}

const uriOf = (file: string): string => file.split('/').map(encodeURIComponent).join('/');

const truncated = (left: number) => ({
  executionSuccessful: true,
  toolExecutionNotifications: [{ level: 'warning', message: { text: `${left} results are left out` } }],
});
