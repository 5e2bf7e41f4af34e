import type { Comparison } from '../model/comparison.js';
import type { Finding } from '../model/finding.js';
import { renderComparisons } from '../render/comparison-text.js';
import { findingEnvelope } from '../render/envelope.js';
import { comparisonMarkdown } from '../render/markdown/comparison.js';
import { sarifLog } from '../render/sarif/log.js';
import { toolVersion } from '../tool-version.js';
import { styleFor } from './terminal.js';

/** What `check` found out. */
export interface CheckResult {
  comparisons: Comparison[];
  /** Findings that count. */
  findings: Finding[];
  /** Number of findings the baseline accepts. */
  accepted: number;
  /** Number of entries of the baseline whose finding is gone. */
  gone: number;
}

/** Output formats of `check`. */
export const CHECK_FORMATS: { readonly [format: string]: (result: CheckResult, verbose: boolean) => string } = {
  text: ({ comparisons }, verbose) => renderComparisons(comparisons, styleFor(process.stdout), verbose),
  json: ({ comparisons, findings, accepted, gone }) =>
    `${JSON.stringify(
      {
        schemaVersion: 1,
        tool: { name: 'iam-tighten', version: toolVersion() },
        functions: comparisons,
        findings: findings.map(findingEnvelope),
        baseline: { accepted, gone },
      },
      null,
      2,
    )}\n`,
  sarif: ({ findings }) => sarifLog(findings, toolVersion()),
  markdown: ({ comparisons }) => comparisons.map((comparison) => comparisonMarkdown(comparison, {})).join('\n'),
};
