import { listNode, mapNode, scalarNode } from '../template/build.js';
import { child, itemsOf, scalarOf, type TemplateNode } from '../template/node.js';
import type { Attributes, HclBlock } from './hcl.js';

/**
 * `data "aws_iam_policy_document"` as a policy document.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function policyDocument(scope: Attributes, block: HclBlock): TemplateNode {
  const statements = itemsOf(scope.attribute(block, 'statement'));
  const sources = ['source_policy_documents', 'override_policy_documents'].flatMap((key) =>
    itemsOf(scope.attribute(block, key)),
  );
  const inherited = sources.flatMap((source) => itemsOf(child(source, 'Statement')));
  const at = { source: block.source, offset: block.offset };
  return mapNode(at, { Statement: listNode(at, [...inherited, ...statements.map(statementOf)]) });
}

const statementOf = (node: TemplateNode): TemplateNode =>
  mapNode(node, { ...statementMembers(node), Condition: conditions(itemsOf(child(node, 'condition')), node) });

/** A statement in the provider's words as members of a policy's; without its conditions, which are not written alike everywhere. */
export const statementMembers = (node: TemplateNode): { [member: string]: TemplateNode | undefined } => ({
  Sid: child(node, 'sid'),
  Effect: child(node, 'effect') ?? scalarNode(node, 'Allow'),
  Action: child(node, 'actions'),
  NotAction: child(node, 'not_actions'),
  Resource: child(node, 'resources'),
  NotResource: child(node, 'not_resources'),
});

function conditions(items: TemplateNode[], at: TemplateNode): TemplateNode | undefined {
  if (items.length === 0) return undefined;
  const operators: { [operator: string]: { [key: string]: TemplateNode | undefined } } = {};
  for (const item of items) {
    const operator = scalarOf(child(item, 'test')) ?? 'StringEquals';
    operators[operator] = { ...operators[operator], [scalarOf(child(item, 'variable')) ?? '']: child(item, 'values') };
  }
  return mapNode(
    at,
    Object.fromEntries(Object.entries(operators).map(([operator, keys]) => [operator, mapNode(at, keys)])),
  );
}
