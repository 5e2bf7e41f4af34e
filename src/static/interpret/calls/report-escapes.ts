import type { ts } from '../../parse/ast.js';
import { excerptOf, locationOf } from '../../parse/location.js';
import { alternativesOf } from '../join.js';
import type { Machine } from '../machine.js';
import type { Value } from '../value.js';

/** A client in the hands of code we do not read may make any call: that is said, where it is handed over. */
export function reportEscapes(m: Machine, why: string, args: readonly Value[], site: ts.Node): void {
  const given = args.flatMap(alternativesOf);
  const held = given.flatMap((one) => (one.kind === 'object' && !one.proto ? [...one.fields.values()] : [one]));
  for (const client of held.flatMap(alternativesOf)) {
    if (client.kind !== 'external' || !client.model.escapes) continue;
    m.report({
      bucket: 'client-escapes',
      location: locationOf(site),
      site: excerptOf(site),
      reason: `${client.model.name} is given to code that is not analysed (${why})`,
      advice: 'If that code makes calls of its own with it, keep what they need by hand.',
    });
  }
}
