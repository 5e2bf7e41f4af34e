import { messageOf, textOf } from '../findings/index.js';
import type { Analysis, FunctionAnalysis } from '../model/analysis.js';
import type { ArnContext } from '../model/arn.js';
import { renderArn } from '../model/arn-render.js';
import type { Finding } from '../model/finding.js';
import type { LedgerEntry } from '../model/ledger.js';
import type { Evidence, Permission } from '../model/permission.js';
import { countBuckets, isUnresolved } from './envelope.js';

/** How to emphasise: the CLI passes colours, tests and pipes pass the text through. */
export type Style = (style: 'bold' | 'dim' | 'green' | 'yellow' | 'red', text: string) => string;

export interface SummaryOptions {
  style: Style;
  /** Also list the sites that are not reached from the handler. */
  verbose: boolean;
}

/** The human summary on stderr: per function each action, where it comes from, what is open and what to do about it. */
export function renderSummary(analysis: Analysis, options: SummaryOptions): string {
  const { style } = options;
  const lines: string[] = [];
  for (const finding of analysis.project.findings) lines.push(...findingLines(finding, style, ''));
  if (lines.length > 0) lines.push('');
  for (const result of analysis.functions) lines.push(...functionLines(result, analysis.arnContext, options), '');
  return `${lines.join('\n').trimEnd()}\n`;
}

function functionLines(result: FunctionAnalysis, context: ArnContext, { style, verbose }: SummaryOptions): string[] {
  const { fn, permissions, ledger, findings } = result;
  const runtime = fn.runtime ? style('dim', `  ${fn.runtime}`) : '';
  const lines = [`${style('bold', fn.id)}  ${fn.handler.file}#${fn.handler.export}${runtime}`];
  if (permissions.length === 0) lines.push(`  ${style('green', 'needs no permission')}`);
  for (const permission of permissions) lines.push(...permissionLines(permission, context, style));
  lines.push(`  ${style('dim', ledgerLine(ledger))}`);
  for (const entry of ledger.filter(isUnresolved)) lines.push(...entryLines(entry, style));
  for (const finding of findings) lines.push(...findingLines(finding, style, '  '));
  if (verbose)
    for (const entry of ledger.filter((e) => e.bucket === 'unreached'))
      lines.push(style('dim', `  - ${at(entry.location)} ${entry.site}: ${entry.reason}`));
  return lines;
}

function permissionLines({ action, resource, evidence }: Permission, context: ArnContext, style: Style): string[] {
  const [first, ...more] = evidence.map(witness);
  const rest = more.length > 0 ? style('dim', ` (+${more.length} more)`) : '';
  return [
    `  ${style('green', action)}  ${renderArn(resource, context)}`,
    `      ${style('dim', first ?? 'no evidence')}${rest}`,
  ];
}

/** One piece of evidence in a line: `src/get.ts:12:3 dynamodb:GetItem`. */
export function witness(evidence: Evidence): string {
  switch (evidence.source) {
    case 'static': {
      const via = evidence.via ? ` through ${evidence.via}` : '';
      const because = evidence.because ? `, because ${evidence.because}` : '';
      return `${at(evidence.at)} ${evidence.operation}${via}${because}`;
    }
    case 'deployment':
      return `${at(evidence.at)} ${evidence.reason}`;
    case 'cloudtrail':
      return `CloudTrail: ${evidence.operation} ${evidence.count}×, last ${evidence.last}${evidence.via ? ` via ${evidence.via}` : ''}`;
    case 'access-advisor':
      return `Access Advisor: last used ${evidence.lastAccessed} (${evidence.level} level)`;
    case 'kept':
      return `kept: ${evidence.reason}`;
  }
}

function ledgerLine(ledger: readonly LedgerEntry[]): string {
  const counts = Object.entries(countBuckets(ledger)).map(([bucket, count]) => `${count} ${bucket}`);
  return `${ledger.length} SDK sites: ${counts.join(', ') || 'none'}`;
}

function entryLines(entry: LedgerEntry, style: Style): string[] {
  const lines = [`  ${style('yellow', '!')} ${at(entry.location)} ${entry.site}: ${entry.reason}`];
  if (entry.advice) lines.push(style('dim', `      → ${entry.advice}`));
  return lines;
}

function findingLines(finding: Finding, style: Style, indent: string): string[] {
  const mark = { error: style('red', '✗'), warning: style('yellow', '!'), note: style('dim', 'i') }[finding.level];
  const place = finding.location ? `${at(finding.location)} ` : '';
  const lines = [`${indent}${mark} ${place}${textOf(finding)} ${style('dim', `[${finding.ruleId}]`)}`];
  if (finding.level !== 'note') lines.push(style('dim', `${indent}    → ${messageOf(finding.ruleId).advice}`));
  return lines;
}

const at = (location: { file: string; line: number; column: number }): string =>
  `${location.file}:${location.line}:${location.column}`;
