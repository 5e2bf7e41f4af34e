import { messageOf, textOf } from '../findings/index.js';
import type { Analysis, FunctionAnalysis } from '../model/analysis.js';
import type { ArnContext } from '../model/arn.js';
import { renderArn } from '../model/arn-render.js';
import { oneLine } from '../model/escape/plain.js';
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
  const lines = [...projectLines(analysis.project.findings, options)];
  for (const result of analysis.functions) lines.push(...functionLines(result, analysis.arnContext, options), '');
  return `${lines.join('\n').trimEnd()}\n`;
}

/** Of one complaint that many functions share, the first few say enough. */
const SHOWN_PER_RULE = 3;

/** Notes on the deployment are good practice nobody asked about: counted, and listed when asked for, as are repetitions. */
function projectLines(findings: readonly Finding[], { style, verbose }: SummaryOptions): string[] {
  const lines: string[] = [];
  const seen = new Map<string, number>();
  let hidden = 0;
  for (const finding of findings) {
    const count = (seen.get(finding.ruleId) ?? 0) + 1;
    seen.set(finding.ruleId, count);
    const shown = verbose || (finding.level !== 'note' && count <= SHOWN_PER_RULE);
    if (shown) lines.push(...findingLines(finding, style, ''));
    else hidden++;
  }
  if (hidden > 0)
    lines.push(style('dim', `${hidden} more ${hidden === 1 ? 'note' : 'notes'} on the deployment; -v shows all`));
  return lines.length > 0 ? [...lines, ''] : [];
}

function functionLines(result: FunctionAnalysis, context: ArnContext, { style, verbose }: SummaryOptions): string[] {
  const { fn, permissions, ledger, findings } = result;
  const runtime = fn.runtime ? style('dim', `  ${oneLine(fn.runtime)}`) : '';
  const lines = [`${style('bold', oneLine(fn.id))}  ${oneLine(`${fn.handler.file}#${fn.handler.export}`)}${runtime}`];
  const fromPlatform = permissions.filter(isPlatform);
  const others = permissions.filter((permission) => !isPlatform(permission));
  if (others.length === 0) lines.push(`  ${style('green', 'the code needs no permission')}`);
  // Resources that differ in what their holes stand for read alike.
  const shown = new Set(others.flatMap((permission) => permissionLines(permission, context, style).join('\n')));
  lines.push(...shown);
  lines.push(...platformLines(fromPlatform, style));
  lines.push(`  ${style('dim', ledgerLine(ledger))}`);
  for (const entry of ledger.filter(isUnresolved)) lines.push(...entryLines(entry, style));
  for (const finding of findings) lines.push(...findingLines(finding, style, '  '));
  const unreached = verbose ? ledger.filter(({ bucket }) => bucket === 'unreached') : [];
  for (const { location, site, reason } of unreached)
    lines.push(style('dim', oneLine(`  - ${at(location)} ${site}: ${reason}`)));
  return lines;
}

const isPlatform = ({ evidence }: Permission): boolean => evidence.every(({ source }) => source === 'deployment');

function permissionLines({ action, resource, evidence }: Permission, context: ArnContext, style: Style): string[] {
  const [first, ...more] = evidence.map(witness);
  const rest = more.length > 0 ? style('dim', ` (+${more.length} more)`) : '';
  return [
    `  ${style('green', oneLine(action))}  ${oneLine(renderArn(resource, context))}`,
    `      ${style('dim', oneLine(first ?? 'no evidence'))}${rest}`,
  ];
}

/** What the platform needs, one line per reason: the code does not ask for it and nobody has to check it line by line. */
function platformLines(permissions: readonly Permission[], style: Style): string[] {
  const byReason = new Map<string, Set<string>>();
  for (const { action, evidence } of permissions) {
    const reason = evidence.map(witness)[0] ?? '';
    byReason.set(reason, (byReason.get(reason) ?? new Set()).add(action));
  }
  return [...byReason].flatMap(([reason, actions]) => [
    `  ${style('green', oneLine([...actions].join(', ')))}`,
    `      ${style('dim', oneLine(reason))}`,
  ]);
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
      return `Access Advisor: last tried on ${evidence.lastAccessed} (${evidence.level} level)`;
    case 'kept':
      return `kept: ${evidence.reason}`;
  }
}

function ledgerLine(ledger: readonly LedgerEntry[]): string {
  const counts = Object.entries(countBuckets(ledger)).map(([bucket, count]) => `${count} ${bucket}`);
  return `${ledger.length} SDK sites: ${counts.join(', ') || 'none'}`;
}

/** A wildcard in a known place is shown; what could not be told at all comes with what to do. */
function entryLines(entry: LedgerEntry, style: Style): string[] {
  if (entry.bucket === 'unresolved-resource')
    return [style('dim', oneLine(`  * ${at(entry.location)} ${entry.reason}`))];
  const lines = [`  ${style('yellow', '!')} ${oneLine(`${at(entry.location)} ${entry.site}: ${entry.reason}`)}`];
  if (entry.advice) lines.push(style('dim', oneLine(`      → ${entry.advice}`)));
  return lines;
}

function findingLines(finding: Finding, style: Style, indent: string): string[] {
  const mark = { error: style('red', '✗'), warning: style('yellow', '!'), note: style('dim', 'i') }[finding.level];
  const place = finding.location ? `${at(finding.location)} ` : '';
  const lines = [`${indent}${mark} ${oneLine(`${place}${textOf(finding)}`)} ${style('dim', `[${finding.ruleId}]`)}`];
  if (finding.level !== 'note') lines.push(style('dim', `${indent}    → ${messageOf(finding.ruleId).advice}`));
  return lines;
}

const at = (location: { file: string; line: number; column: number }): string =>
  `${location.file}:${location.line}:${location.column}`;
