import type { Witness } from '../prove/index.js';

/** The request as lines for people, indented. */
export function writeWitness(witness: Witness): string[] {
  const rows: [string, string][] = [
    ['action', witness.action],
    ['resource', witness.resource],
  ];
  if (witness.principal) {
    for (const [kind, value] of Object.entries(witness.principal)) rows.push(['principal', `${kind}: ${value}`]);
  }
  for (const [key, value] of Object.entries(witness.context))
    rows.push([key, Array.isArray(value) ? value.join(', ') : value]);
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
}
