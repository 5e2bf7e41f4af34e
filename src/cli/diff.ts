import Table from 'cli-table3';
import { openCatalog } from '../catalog/index.js';
import { type DiffRow, diffPolicies, type PolicyDiff } from '../prove/diff.js';
import { type ExitCode, FAILURE, FINDINGS, SUCCESS } from './exit-codes.js';
import type { DiffFlags } from './flags/diff.js';
import { readPolicies } from './policy-files.js';
import { printable, writeWitness } from './witness-text.js';

/** Prints the difference of two policies on stdout. */
export async function runDiff(before: string, after: string, flags: DiffFlags): Promise<ExitCode> {
  const [old, fresh] = await readPolicies([before, after]);
  const diff = diffPolicies(old!, fresh!, { catalog: openCatalog() });
  process.stdout.write(`${PRINTERS[flags.format](diff)}\n`);
  if (!flags.failOnNew) return SUCCESS;
  return diff.verdict === 'adds' ? FINDINGS : diff.verdict === 'unknown' ? FAILURE : SUCCESS;
}

const VERDICTS: { readonly [verdict in PolicyDiff['verdict']]: string } = {
  unchanged: 'Same access: proved that both policies allow the same requests.',
  'only-removes': 'Only removes access: proved that every request the new policy allows was allowed before.',
  adds: 'Adds access. The new policy allows this request, the old one does not:',
  unknown: 'Not decided. Read it as if it added access:',
};

function verdictLines({ verdict, added }: PolicyDiff): string[] {
  const lines = [VERDICTS[verdict]];
  if (added.witness) lines.push(...writeWitness(added.witness));
  if (verdict === 'unknown' && added.why) lines.push(`  ${added.why}`);
  return lines;
}

const SIGNS: readonly [keyof Pick<PolicyDiff, 'removed' | 'kept' | 'new'>, string][] = [
  ['removed', '- removed'],
  ['kept', '  kept'],
  ['new', '+ added'],
];

const COLUMNS = ['', 'actions', 'resources', 'condition'];

const cellsOf = (sign: string, row: DiffRow): string[] => [
  row.effect === 'Deny' ? `${sign} deny` : sign,
  row.actions.map(printable).join('\n'),
  [...row.resources, ...(row.principal ? [`for ${JSON.stringify(row.principal)}`] : [])].map(printable).join('\n'),
  Object.entries(row.condition ?? {})
    .flatMap(([operator, block]) =>
      Object.entries(block).map(([key, value]) => `${key} ${operator} ${[value].flat().join(', ')}`),
    )
    .map(printable)
    .join('\n'),
];

function text(diff: PolicyDiff): string {
  const table = new Table({ head: COLUMNS, style: { head: [], border: [] }, wordWrap: false });
  for (const [part, sign] of SIGNS) for (const row of diff[part]) table.push(cellsOf(sign, row));
  return [...verdictLines(diff), ...(table.length > 0 ? ['', table.toString()] : [])].join('\n');
}

function markdown(diff: PolicyDiff): string {
  const quote = (cell: string) => cell.replace(/[|\\`*_<>]/g, (one) => `\\${one}`).replaceAll('\n', '<br>');
  const [first, ...more] = verdictLines(diff);
  const rows = SIGNS.flatMap(([part, sign]) => diff[part].map((row) => cellsOf(sign.trim(), row)));
  return [
    `**${first}**`,
    ...(more.length > 0 ? ['', '```', ...more, '```'] : []),
    '',
    `| ${COLUMNS.join(' | ')} |`,
    `|${COLUMNS.map(() => '-').join('|')}|`,
    ...rows.map((row) => `| ${row.map(quote).join(' | ')} |`),
  ].join('\n');
}

function json({ verdict, added, removed, kept, new: fresh }: PolicyDiff): string {
  const { witness, why } = added;
  return JSON.stringify(
    { verdict, ...(witness && { witness }), ...(why && { why }), removed, kept, added: fresh },
    null,
    2,
  );
}

const PRINTERS: { readonly [format in DiffFlags['format']]: (diff: PolicyDiff) => string } = { text, markdown, json };
