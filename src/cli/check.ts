import { existsSync, readFileSync } from 'node:fs';
import { type Baseline, compareWithBaseline, parseBaseline, updateBaseline } from '../findings/baseline.js';
import { textOf } from '../findings/index.js';
import { oneLine } from '../model/escape/plain.js';
import type { Finding, FindingLevel } from '../model/finding.js';
import { UserError } from '../model/user-error.js';
import { findingsOfComparison } from '../propose/compare/findings.js';
import { findingsOf } from '../render/sarif/index.js';
import { analyzeProject } from './analyze-project.js';
import { CHECK_FORMATS, type CheckResult } from './check-output.js';
import { choose } from './choose.js';
import { compareFunctions } from './compare-functions.js';
import { withExisting } from './existing-policy.js';
import { type ExitCode, FINDINGS, SUCCESS } from './exit-codes.js';
import type { CheckFlags } from './flags/check.js';
import { writeOutput } from './outputs.js';

const DEFAULT_BASELINE = '.iam-tighten-baseline.json';
const RANK: { readonly [level: string]: number } = { note: 1, warning: 2, error: 3, none: 4, drift: 4 };

/** A policy that is not what the code needs, whatever its level: what `--fail-on drift` fails at. */
const DRIFT: ReadonlySet<string> = new Set(['IT702', 'IT703']);

/** Findings that the rows of a comparison show. */
const IN_ROWS: ReadonlySet<string> = new Set([...DRIFT, 'IT704', 'IT711']);

/** Runs `check`. Exit 1 when a finding that the baseline does not know is at or above `--fail-on`. */
export async function runCheck(path: string, flags: CheckFlags): Promise<ExitCode> {
  const formats = flags.format ?? [flags.json ? 'json' : 'text'];
  const renderers = formats.map((format) => choose(CHECK_FORMATS, format, '--format'));
  const { result, settings, updated, baselineFile } = await checkProject(path, flags);
  const texts = renderers.map((render) => render(result, settings.verbose ?? false));
  for (const [index, text] of texts.entries()) await writeOutput(text, flags.output?.[index]);
  if (settings.updateBaseline && updated) await writeOutput(`${JSON.stringify(updated, null, 2)}\n`, baselineFile);
  const failOn = settings.failOn ?? 'error';
  if (!settings.quiet) process.stderr.write(summary(result.findings, result.accepted, result.gone));
  // What fails the check and is in no row above must be said, or the reader looks for it in vain.
  const unseen = blocking(result.findings, failOn).filter(({ ruleId }) => !IN_ROWS.has(ruleId));
  if (!settings.quiet && formats.includes('text')) process.stderr.write(listed(unseen));
  return fails(result.findings, failOn) && !settings.exitZero ? FINDINGS : SUCCESS;
}

/** True when a finding is at or above a level, or, for `drift`, when a policy is not what is needed. */
export const fails = (findings: readonly Finding[], level: string): boolean => blocking(findings, level).length > 0;

function blocking(findings: readonly Finding[], level: string): Finding[] {
  const limit = choose(RANK, level, '--fail-on');
  return findings.filter((finding) => (level === 'drift' ? DRIFT.has(finding.ruleId) : RANK[finding.level]! >= limit));
}

/** Compares a project with what it needs; `updated` is the baseline that `--update-baseline` writes. */
export async function checkProject<Flags extends CheckFlags>(path: string, flags: Flags) {
  const { analysis, settings } = await analyzeProject(path, flags);
  choose(RANK, settings.failOn ?? 'error', '--fail-on');
  const baselineFile = settings.baseline ?? (settings.updateBaseline ? DEFAULT_BASELINE : undefined);
  const baseline = readBaseline(baselineFile, settings.updateBaseline ?? false);
  const subject = settings.existing === undefined ? analysis : withExisting(analysis, settings.existing);
  const comparisons = compareFunctions(subject);
  const findings = [...findingsOf(subject), ...comparisons.flatMap(findingsOfComparison)];
  const updated = settings.updateBaseline ? updateBaseline(findings, baseline) : baseline;
  const { fresh, known, gone } = compareWithBaseline(findings, updated ?? { schemaVersion: 1, findings: [] });
  const result: CheckResult = { comparisons, findings: fresh, accepted: known.length, gone: gone.length };
  return { analysis: subject, settings, result, updated, baselineFile };
}

function readBaseline(file: string | undefined, mayBeNew: boolean): Baseline | undefined {
  if (file === undefined) return undefined;
  if (existsSync(file)) return parseBaseline(readFileSync(file, 'utf8'), file);
  if (mayBeNew) return undefined;
  throw new UserError(`there is no baseline ${file}`, { advice: 'make it with check --update-baseline' });
}

const MOST_LISTED = 10;

function listed(findings: readonly Finding[]): string {
  const lines = findings.slice(0, MOST_LISTED).map((finding) => {
    const { location, ruleId } = finding;
    const place = location ? `${location.file}:${location.line} ` : '';
    return `! ${oneLine(`${place}${textOf(finding)} [${ruleId}]`)}\n`;
  });
  const more = findings.length - lines.length;
  return `${lines.join('')}${more > 0 ? `${more} more: --format json lists all\n` : ''}`;
}

/** What the errors are about, so that "only removes access" above and a check that fails are seen to be no contradiction. */
const ABOUT: { readonly [ruleId: string]: string } = {
  IT702: 'unused access that can change things, on any resource',
  IT703: 'needed and not granted',
};

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function summary(fresh: readonly Finding[], accepted: number, gone: number): string {
  const count = (level: FindingLevel) => fresh.filter((finding) => finding.level === level).length;
  const errors = fresh.filter(({ level }) => level === 'error');
  const about = new Map<string, number>();
  for (const { ruleId } of errors) {
    const words = ABOUT[ruleId] ?? 'in the code or the template';
    about.set(words, (about.get(words) ?? 0) + 1);
  }
  const why = [...about].map(([words, number]) => (about.size > 1 ? `${number} ${words}` : words)).join(', ');
  const levels = [
    `${counted(errors.length, 'error')}${why && ` (${why})`}`,
    counted(count('warning'), 'warning'),
    counted(count('note'), 'note'),
  ];
  const parts = [levels.join(', ')];
  if (accepted > 0) parts.push(`${accepted} accepted by the baseline`);
  if (gone > 0) parts.push(`${gone} entries of the baseline are gone: shrink it with --update-baseline`);
  return `${parts.join('; ')}\n`;
}
