import { oneLine } from './plain.js';

/**
 * One row of RFC 4180. Cells that a spreadsheet would read as a formula get an apostrophe in front:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export const csvRow = (cells: readonly (string | number)[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(cell: string | number): string {
  if (typeof cell === 'number') return String(cell);
  const line = oneLine(cell);
  const guarded = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(line) ? `'${line}` : line;
  return /[",\r\n]/.test(guarded) || guarded !== guarded.trim() ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
