import type { JsonNode } from '../json/node.js';
import { parseJson } from '../json/parse.js';
import { elementsOf, entriesOf, itemsOf } from './items.js';
import { readConditions } from './read-conditions.js';
import { readPrincipals } from './read-principals.js';
import type { PolicyType, PolicyView, StatementView } from './view.js';

/** Policy text → view. Throws JsonSyntaxError for text that is no JSON; every other mistake stays in the view for the rules. */
export function readPolicy(text: string, type: PolicyType): PolicyView {
  const root = parseJson(text);
  const elements = elementsOf(root);
  const version = elements.get('Version')?.value;
  return {
    root,
    text,
    type,
    elements,
    version: version?.kind === 'string' ? String(version.value) : undefined,
    statements: itemsOf(elements.get('Statement')?.value).map(readStatement),
  };
}

function readStatement(node: JsonNode, index: number): StatementView {
  const elements = elementsOf(node);
  const effect = elements.get('Effect')?.value;
  const text = effect?.kind === 'string' ? effect.value : undefined;
  const entries = (name: string) => entriesOf(elements.get(name)?.value);
  return {
    node,
    index,
    elements,
    effect: text === 'Allow' || text === 'Deny' ? text : undefined,
    sid: entries('Sid')[0],
    action: entries('Action'),
    notAction: entries('NotAction'),
    resource: entries('Resource'),
    notResource: entries('NotResource'),
    principals: readPrincipals(elements),
    conditions: readConditions(elements.get('Condition')?.value),
  };
}
