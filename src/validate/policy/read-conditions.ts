import { spellOperator } from '../data/operators.js';
import type { JsonNode } from '../json/node.js';
import { itemsOf } from './items.js';
import type { ConditionView } from './view.js';

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/i;

/** The condition keys of a `Condition` element, each with its operator taken apart. */
export function readConditions(node: JsonNode | undefined): ConditionView[] {
  if (node?.kind !== 'object') return [];
  return node.members.flatMap(({ name, key: operatorNode, value: block }) => {
    if (block.kind !== 'object') return [];
    const [, qualifier, base = '', ifExists] = OPERATOR.exec(name) ?? [];
    const operator = spellOperator(base);
    return block.members.map(
      (member): ConditionView => ({
        written: name,
        operatorNode,
        qualifier: qualifier === undefined ? undefined : /all/i.test(qualifier) ? 'ForAllValues' : 'ForAnyValue',
        operator: operator ?? base,
        known: operator !== undefined,
        ifExists: ifExists !== undefined,
        key: member.name,
        keyNode: member.key,
        valueNode: member.value,
        values: itemsOf(member.value).flatMap((item) =>
          item.kind === 'object' || item.kind === 'array' ? [] : [{ text: String(item.value), node: item }],
        ),
        block,
      }),
    );
  });
}
