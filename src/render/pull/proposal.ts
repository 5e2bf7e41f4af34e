import type { Comparison } from '../../model/comparison.js';
import { markdownBlock, markdownCode, markdownText } from '../../model/escape/markdown.js';
import { oneLine } from '../../model/escape/plain.js';
import type { LedgerEntry } from '../../model/ledger.js';
import { comparisonMarkdown, type MarkdownOptions } from '../markdown/comparison.js';
import { details } from '../markdown/index.js';
import { fitSections } from './fit.js';

export interface PullInput {
  proposal: {
    comparison: Comparison;
    functions: readonly { id: string; declared?: { documents: readonly { document: unknown }[] } }[];
    unresolved: readonly LedgerEntry[];
  };
  role: string;
  stage: 'policy' | 'boundary';
  /** The edit as a unified diff. */
  diff: string;
  files: readonly string[];
  /** Time the history covers. */
  window?: { from: string; to: string };
  toolVersion: string;
  catalogVersion: string;
}

/** The box of a description by which people ask for the branch to be made anew; ticked it has an x. */
const REBASE_BOX = '- [ ] <!-- iam-tighten:rebase -->';

/** Whether somebody has ticked the box of a description. */
export const asksForRebase = (body: string): boolean =>
  body.split('\n').some((line) => /^- \[[xX]\] ?<!-- iam-tighten:rebase -->/.test(line.trim()));

/** Title and description of the pull request of one role: what it does, by which evidence, what could go wrong, and the way back. */
export function pullText(
  input: PullInput,
  options: MarkdownOptions & { limit: number },
): { title: string; body: string } {
  const { proposal, stage } = input;
  const { comparison } = proposal;
  const head = stage === 'policy' ? '' : boundaryText(input);
  const table = comparisonMarkdown(comparison, options);
  const short = comparisonMarkdown(comparison, { ...options, short: true });
  const end = [evidenceText(input), riskText(input, options), rollbackText(input)].join('\n');
  const before = proposal.functions[0]?.declared?.documents.map(({ document }) => document) ?? [];
  const folded = [
    details('Diff', `${markdownBlock(input.diff, 'diff')}\n`),
    details('Policies of today', `${markdownBlock(JSON.stringify(before, null, 2), 'json')}\n`),
  ].join('\n');
  const box = `${REBASE_BOX}Rewrite this branch on the next run, even over commits of others\n`;
  const foot = `${box}\n<sub>iam\\-tighten ${markdownText(input.toolVersion)}, catalog ${markdownText(input.catalogVersion)} · this branch is rewritten on every run, until somebody else commits to it</sub>\n`;
  const sections = [
    { full: stage === 'policy' ? table : details('What the code needs', table), short, line: '' },
    { full: end, short: end, line: end },
    { full: folded, short: '', line: '' },
  ];
  return { title: titleOf(input), body: fitSections(head, sections, foot, options.limit) };
}

/** `Tighten OrdersRole: −14 actions`. Forges cut titles at 255 characters. */
function titleOf({ proposal, role, stage }: PullInput): string {
  const name = oneLine(role).slice(0, 120);
  if (stage === 'boundary') return `Bound ${name} by a permissions boundary`;
  const { before, after, rows } = proposal.comparison;
  const added = new Set(rows.flatMap(({ change, action }) => (change === 'lacking' ? [action] : []))).size;
  const removed = before.actions - (after.actions - added);
  const parts = [...(removed > 0 ? [`−${removed}`] : []), ...(added > 0 ? [`+${added}`] : [])];
  return parts.length > 0 ? `Tighten ${name}: ${parts.join(', ')} actions` : `Tighten ${name}: narrower resources`;
}

const boundaryText = ({ role }: PullInput): string =>
  [
    `### First stage: a permissions boundary around ${markdownCode(role)}\n`,
    'The policies of the role stay. What it may do from now on is what both its policies and the boundary allow. The boundary is proved to allow everything the code needs.',
    'When nothing is denied that should not be, run `iam-tighten propose --pr` for the policy itself.\n',
  ].join('\n');

function evidenceText({ window, proposal }: PullInput): string {
  const history = window
    ? `and the history of the account from ${markdownText(window.from)} to ${markdownText(window.to)}`
    : 'alone: no history of the account was given, so that nothing was dropped for being unused';
  const names = proposal.functions.map(({ id }) => markdownCode(id)).join(', ');
  return `#### Evidence\n\nThe code of ${names} ${history}.\n`;
}

function riskText({ proposal, stage }: PullInput, { linkTo }: MarkdownOptions): string {
  const { comparison, unresolved } = proposal;
  const proved =
    stage === 'boundary'
      ? '- A boundary can only take access away.'
      : {
          'only-removes': '- Proved: the new policy allows nothing that the policy of today does not.',
          same: '- Proved: both policies allow the same.',
          adds: '- **It adds access** that the code needs and the policy of today lacks: the rows with ➕.',
          unknown: `- **Not proved** that it only removes access: ${markdownText(comparison.why ?? 'no reason given')}.`,
        }[comparison.verdict];
  const open = unresolved.map(({ location, site, reason }) => {
    const place = `${location.file}:${location.line}`;
    const shown = linkTo ? `[${markdownText(place)}](${linkTo(location)})` : markdownCode(place);
    return `- **Not known** what ${shown} ${markdownCode(site)} needs: ${markdownText(reason)}`;
  });
  return `#### Risk\n\n${[proved, '- Proved: everything the analysis found is allowed.', ...open].join('\n')}\n`;
}

const rollbackText = ({ files }: PullInput): string =>
  `#### Rollback\n\nRevert this pull request and deploy. It changes ${files.map(markdownCode).join(', ')} only; the policies of today are below.\n`;
