import { entriesOf } from './items.js';
import type { Elements, PrincipalView } from './view.js';

/** `Principal` and `NotPrincipal` of a statement, one entry per value. */
export function readPrincipals(elements: Elements): PrincipalView[] {
  return (['Principal', 'NotPrincipal'] as const).flatMap((element) => {
    const node = elements.get(element)?.value;
    if (node === undefined) return [];
    if (node.kind !== 'object')
      return entriesOf(node).map(({ text, node: at }) => ({ element, kind: text, text, node: at }));
    return node.members.flatMap(({ name, value }) =>
      entriesOf(value).map(({ text, node: at }) => ({ element, kind: name, text, node: at })),
    );
  });
}
