import type { Report } from '../model/types.js';

/**
 * The report as it is: schemas/report.schema.json describes it, and `--previous` reads it back. A role is one line: indented, the names of
 * its actions would take twice the room.
 */
export function renderJson({ roles, ...about }: Report): string {
  const lines = roles.map((role) => `    ${JSON.stringify(role)}`).join(',\n');
  const list = roles.length === 0 ? '[]' : `[\n${lines}\n  ]`;
  return `${JSON.stringify(about, null, 2).replace(/\n\}$/, () => `,\n  "roles": ${list}\n}\n`)}`;
}
