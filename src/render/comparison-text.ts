import type { Comparison } from '../model/comparison.js';
import { groupRows, type RowGroup, someOf } from '../model/comparison-groups.js';
import { oneLine } from '../model/escape/plain.js';
import { type Style, witness } from './summary.js';

const MARKS: { readonly [change in RowGroup['change']]: readonly [mark: string, style: Parameters<Style>[0]] } = {
  removed: ['-', 'red'],
  narrowed: ['~', 'yellow'],
  lacking: ['+', 'green'],
  undecided: ['?', 'yellow'],
  kept: ['=', 'dim'],
};

/** The verdict of a comparison in a sentence. */
export function verdictText({ verdict, why, before, after, rows }: Comparison): string {
  const size = `${before.actions} → ${after.actions} actions`;
  switch (verdict) {
    case 'same':
      return `allows exactly what is needed (${after.actions} actions)`;
    case 'only-removes':
      return `${size}, only removes access`;
    case 'adds':
      return `${size}, ${addedText(rows)}`;
    case 'unknown':
      return `not decided: ${why ?? 'no reason given'}`;
  }
}

/** That a function will fail is said only when something lacks for certain; what may be granted already is no alarm. */
export function addedText(rows: Comparison['rows']): string {
  const lacking = actionsOf(rows, 'lacking');
  if (lacking > 0) return `${counted(lacking, 'action')} it needs ${lacking === 1 ? 'is' : 'are'} not granted`;
  const open = actionsOf(rows, 'undecided');
  return `nothing lacks for certain, ${counted(open, 'action')} it may need ${open === 1 ? 'is' : 'are'} not provably granted`;
}

const actionsOf = (rows: Comparison['rows'], change: RowGroup['change']): number =>
  new Set(rows.flatMap((row) => (row.change === change ? [row.action] : []))).size;

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Comparisons for a terminal: the verdict, then a line for each difference. */
export function renderComparisons(comparisons: readonly Comparison[], style: Style, verbose: boolean): string {
  return comparisons
    .map((comparison) => {
      const groups = groupRows(comparison).filter(({ change }) => verbose || change !== 'kept');
      const lines = groups.map((group) => lineOf(group, style));
      return `${style('bold', oneLine(comparison.function))}  ${oneLine(verdictText(comparison))}\n${lines.join('')}`;
    })
    .join('\n');
}

function lineOf(group: RowGroup, style: Style): string {
  const [mark, color] = MARKS[group.change];
  const what = `${someOf(group.actions, 4)}  ${someOf(group.resources, 3)}`;
  const [first] = group.change === 'lacking' || group.change === 'undecided' ? group.evidence.map(witness) : [];
  // The witness of a need begins with its place.
  const place = group.at && first === undefined ? `${group.at.file}:${group.at.line} ` : '';
  const because = [group.why, ...(first === undefined ? [] : [first])].join('; ');
  const origin = group.origin === undefined ? '' : `${group.origin}: `;
  return `  ${style(color, mark)} ${oneLine(what)}\n      ${style('dim', oneLine(`${place}${origin}${because}`))}\n`;
}
