import { textOf } from '../../findings/index.js';
import type { Comparison } from '../../model/comparison.js';
import { markdownBlock, markdownCode, markdownText } from '../../model/escape/markdown.js';
import type { Finding } from '../../model/finding.js';
import type { LedgerEntry } from '../../model/ledger.js';
import { isUnresolved } from '../envelope.js';
import { comparisonMarkdown, headline, isLacking, type MarkdownOptions } from '../markdown/comparison.js';
import { details } from '../markdown/index.js';
import { fitSections, type Section } from './fit.js';

/** What a comment says of one function. */
export interface CommentedFunction {
  comparison: Comparison;
  ledger: readonly LedgerEntry[];
  /** Edit of the template, as a unified diff. */
  diff?: string;
  /** Statements for CDK code, which makes the policy. */
  code?: string;
  /** Why there is no edit, in words. */
  unedited?: string;
}

/** Characters of a diff that one comment shows: who wants more of it wants the branch. */
const MAX_DIFF = 12_000;

export interface CommentInput {
  /** Hidden first line. */
  marker: string;
  functions: readonly CommentedFunction[];
  /** Findings that are about no comparison. */
  findings: readonly Finding[];
  /** Findings the baseline accepts. */
  accepted: number;
  toolVersion: string;
  catalogVersion: string;
}

/** The comment on a pull request: the verdict, then a section for each function, the words about ourselves last. */
export function renderComment(
  input: CommentInput,
  options: MarkdownOptions & { limit: number; measure?(text: string): number },
): string {
  const { functions, findings, marker } = input;
  const same = functions.filter(({ comparison }) => comparison.verdict === 'same');
  const other = functions.filter(({ comparison }) => comparison.verdict !== 'same');
  const head = `${marker}\n## ${verdictOf(functions)}\n`;
  const rest: Section[] = [
    ...(same.length > 0 && other.length > 0
      ? [
          uniform(
            `Exactly what they need: ${same.map(({ comparison }) => markdownCode(comparison.function)).join(', ')}\n`,
          ),
        ]
      : []),
    ...(findings.length > 0 ? [findingsSection(findings, options)] : []),
  ];
  const foot = `<sub>${[
    ...(input.accepted > 0 ? [`${input.accepted} findings accepted by the baseline`] : []),
    'Updated when the code changes',
    `iam\\-tighten ${markdownText(input.toolVersion)}, catalog ${markdownText(input.catalogVersion)}`,
    '`npx iam-tighten explain <action>` says why',
  ].join(' · ')}</sub>\n`;
  return fitSections(
    head,
    [...other.map((fn) => sectionOf(fn, options)), ...rest],
    foot,
    options.limit,
    options.measure,
  );
}

/** Is there anything to say? Warnings that no edit of a policy mends are no reason to begin. */
export const isWorthwhile = ({ functions, findings }: Pick<CommentInput, 'functions' | 'findings'>): boolean =>
  functions.some(({ comparison }) => comparison.verdict !== 'same') || findings.some(({ level }) => level === 'error');

/** One line for the whole project. */
function verdictOf(functions: readonly CommentedFunction[]): string {
  const all = functions.map(({ comparison }) => comparison);
  if (all.length === 1) return `🔒 iam\\-tighten: ${headline(all[0]!)}`;
  const adding = all.filter(({ verdict }) => verdict === 'adds');
  const lacking = adding.filter(isLacking).length;
  const open = all.filter(({ verdict }) => verdict === 'unknown').length + adding.length - lacking;
  const less = all.filter(({ verdict }) => verdict === 'only-removes').length;
  const removed = removedCount(all);
  const parts = [
    ...(lacking > 0 ? [`${lacking} of ${all.length} functions lack permissions they need ⚠️`] : []),
    ...(less > 0 ? [`${less} of ${all.length} functions can lose ${removed} actions (only removes access ✅)`] : []),
    ...(open > 0 ? [`${open} not decided ⚠️`] : []),
  ];
  return `🔒 iam\\-tighten: ${parts.join(' · ') || `${all.length} functions have exactly what they need ✅`}`;
}

/** Actions that go away where the policy provably only shrinks. */
export const removedCount = (comparisons: readonly Comparison[]): number =>
  comparisons
    .filter(({ verdict }) => verdict === 'only-removes')
    .reduce((sum, { before, after }) => sum + Math.max(0, before.actions - after.actions), 0);

function sectionOf({ comparison, ledger, diff, code, unedited }: CommentedFunction, options: MarkdownOptions): Section {
  const open = ledger.filter(isUnresolved);
  const lines = open.map(
    ({ location, site, reason }) => `- ${placeOf(location, options)} ${markdownCode(site)}: ${markdownText(reason)}\n`,
  );
  const table = comparisonMarkdown(comparison, options);
  const edits = [
    ...(diff ? [editText('Edit of the template', diff, 'diff')] : []),
    ...(code ? [editText('Statements for the CDK code', code, 'typescript')] : []),
  ];
  const rest = [
    ...(unedited ? [`${markdownText(unedited)}\n`] : []),
    ...(lines.length > 0 ? [details(`What could go wrong: ${sitesText(lines.length)}`, lines.join(''))] : []),
  ];
  const warning = lines.length > 0 ? `${sitesText(lines.length)}\n` : '';
  return {
    full: [table, ...edits, ...rest].join('\n'),
    middle: [table, ...rest].join('\n'),
    short: [comparisonMarkdown(comparison, { ...options, short: true }), warning].filter(Boolean).join('\n'),
    line: `- ${headline(comparison)}\n`,
  };
}

/** Folded, and cut at a line. `iam-tighten propose --write` makes the same edit. */
function editText(title: string, text: string, language: string): string {
  const cut = text.length > MAX_DIFF ? text.slice(0, text.lastIndexOf('\n', MAX_DIFF) + 1) : text;
  const missing = text.slice(cut.length).split('\n').length - 1;
  const more = missing > 0 ? `${missing} more lines: \`npx iam-tighten propose\` prints them.\n` : '';
  const how = language === 'diff' ? '`npx iam-tighten propose --write` makes this edit.\n' : '';
  return details(title, [`${markdownBlock(cut, language)}\n`, more, how].filter(Boolean).join('\n'));
}

function findingsSection(findings: readonly Finding[], options: MarkdownOptions): Section {
  const lines = findings.map(
    (finding) =>
      `- ${finding.location ? `${placeOf(finding.location, options)} ` : ''}${markdownText(textOf(finding))} \\(${finding.ruleId}\\)\n`,
  );
  const title = `${findings.length} more findings`;
  return { full: details(title, lines.join('')), short: `${title}\n`, line: `${title}\n` };
}

const uniform = (text: string): Section => ({ full: text, short: text, line: text });

function placeOf(at: { file: string; line: number; column: number }, { linkTo }: MarkdownOptions): string {
  const text = `${at.file}:${at.line}`;
  return linkTo ? `[${markdownText(text)}](${linkTo(at)})` : markdownCode(text);
}

const sitesText = (count: number): string =>
  count === 1 ? 'one site is not fully known' : `${count} sites are not fully known`;
