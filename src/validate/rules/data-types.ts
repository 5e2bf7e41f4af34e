import type { JsonNode } from '../json/node.js';
import type { Elements } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

type Check = (node: JsonNode) => Iterable<Complaint>;

const mismatch = (at: JsonNode, expected: string): Complaint => ({
  code: 'DATA_TYPE_MISMATCH',
  at,
  args: { expected },
});

/** Are the values of the elements of the JSON type they must be? Principals have a code of their own. */
export const dataTypes: Rule = function* ({ policy }) {
  yield* object(policy.root);
  yield* checkAll(policy.elements, { Version: text, Id: text });
  const list = policy.elements.get('Statement')?.value;
  for (const statement of list?.kind === 'array' ? list.items : list ? [list] : []) yield* object(statement);
  for (const { elements } of policy.statements)
    yield* checkAll(elements, {
      Sid: text,
      Effect: text,
      Action: texts,
      NotAction: texts,
      Resource: texts,
      NotResource: texts,
      Condition: condition,
    });
};

function* checkAll(elements: Elements, checks: { readonly [name: string]: Check }): Iterable<Complaint> {
  for (const [name, check] of Object.entries(checks)) {
    const found = elements.get(name);
    if (found) yield* check(found.value);
  }
}

function* object(node: JsonNode): Iterable<Complaint> {
  if (node.kind !== 'object') yield mismatch(node, 'an object');
}

function* text(node: JsonNode): Iterable<Complaint> {
  if (node.kind !== 'string') yield mismatch(node, 'a string');
}

function* texts(node: JsonNode): Iterable<Complaint> {
  if (node.kind === 'array') for (const item of node.items) yield* text(item);
  else if (node.kind !== 'string') yield mismatch(node, 'a string or a list of strings');
}

function* condition(node: JsonNode): Iterable<Complaint> {
  if (node.kind !== 'object') return yield mismatch(node, 'an object of operators');
  for (const { value: block } of node.members) {
    if (block.kind !== 'object') yield mismatch(block, 'an object of condition keys');
    else for (const { value } of block.members) yield* conditionValue(value);
  }
}

function* conditionValue(node: JsonNode): Iterable<Complaint> {
  const items = node.kind === 'array' ? node.items : [node];
  for (const item of items)
    if (item.kind === 'object' || item.kind === 'array' || item.kind === 'null')
      yield mismatch(item, 'a string, number or Boolean, or a list of them');
}
