import type { Catalog } from '../../catalog/types.js';
import { aliasesOf, UNBOUNDED_MEMBERS } from '../aggregate/attribute/member-names.js';
import { CUT, requestArgument } from '../aggregate/attribute/request-argument.js';

/**
 * Request parameters that can decide an event's actions or resources, as CloudTrail spells them: found by asking the catalog's rules about every
 * operation and noting what they look at. A query engine sends only these; everything else of a request stays where it is.
 */
export function resourceMembers(catalog: Catalog): string[] {
  const found = new Set<string>([CUT]);
  for (const name of catalog.clients?.() ?? []) {
    const client = catalog.client(name);
    for (const operation of client?.operations() ?? []) {
      const input = requestArgument({}, name, (member) => {
        if (member !== '*') for (const alias of aliasesOf(name, member)) found.add(alias);
      });
      catalog.authorize({ client: name, operation, input });
    }
  }
  for (const members of Object.values(UNBOUNDED_MEMBERS)) {
    for (const [member, how] of Object.entries(members)) if (how === 'hidden') found.delete(member);
  }
  return [...found].sort();
}
