import type { Witness } from '../prove/index.js';

/** Text from a policy with control and direction characters shown, so that it can neither move the cursor nor end a line. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

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
  return rows.map(([name, value]) => `  ${printable(name).padEnd(width)}  ${printable(value)}`);
}
