import type { Catalog } from '../../catalog/types.js';
import type { ArnPattern } from '../../model/arn.js';
import type { TextPart } from '../../model/text.js';
import { matchesObserved } from './matches-observed.js';

/** Whether a resource in the usage file stands for many names that were seen: its last place is `*`, and it is not `*` alone. */
export const isLearned = (observed: string): boolean => /[^*]\*$/.test(observed);

/**
 * Whether the names a template of the code makes all lie in a pattern that was learned from the log: `uploads/*` takes in the template
 * `uploads/${id}.json`. Then the code says more precisely what the log can only say in bulk.
 */
export function liesInLearned(template: ArnPattern, action: string, observed: string, catalog: Catalog): boolean {
  if (!isLearned(observed)) return false;
  const head = observed.slice(0, -1);
  return cuts(template).some((before) => matchesObserved(before, action, head, catalog));
}

/** Matches a `*` of the log and nothing else. */
const OPEN: TextPart = { kind: 'literal', text: '${*}' };

/** The template up to each place where a name of the log can end: behind the separators in its literal parts. */
function cuts(template: ArnPattern): ArnPattern[] {
  const found: ArnPattern[] = [];
  const before: TextPart[] = [];
  for (const part of template) {
    if (part.kind === 'literal')
      for (const { index } of part.text.matchAll(/[/:]/g))
        found.push([...before, { ...part, text: part.text.slice(0, index + 1) }]);
    // What the code leaves open is inside the pattern only where the pattern is open too.
    before.push(part.kind === 'unknown' ? OPEN : part);
  }
  return found;
}
