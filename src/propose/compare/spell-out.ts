import type { Catalog, CfnResourceRecord } from '../../catalog/types.js';
import { servicePrefixOf } from '../../model/action.js';
import type { ArnContext } from '../../model/arn.js';
import { renderArn } from '../../model/arn-render.js';
import type { DeployedResource } from '../../model/function.js';
import type { PolicyDocument, Statement } from '../../model/policy.js';
import { literal, type Text } from '../../model/text.js';

/**
 * For the prover, `${Orders.Arn}` could be any ARN. The template knows its type, so the reference is written out around the name:
 * `arn:aws:dynamodb:*:*:table/${Orders}`; then `table/*` is seen to cover it. Both sides of a comparison are spelled out alike.
 */
export function spellOut(
  resources: { readonly [target: string]: DeployedResource },
  catalog: Pick<Catalog, 'resourceOfCfn'>,
  context: ArnContext,
): (document: PolicyDocument) => PolicyDocument {
  const arnOf = (target: string, attribute: string | undefined, actions: readonly string[]): string | undefined => {
    const type = Object.hasOwn(resources, target) ? resources[target]!.type : undefined;
    if (type === undefined) return undefined;
    const prefixes = [...actions.map(servicePrefixOf), prefixOf(type)];
    const record = prefixes.map((prefix) => catalog.resourceOfCfn(type, prefix)).find((found) => found !== undefined);
    if (!record) return undefined;
    const name = inFull(nameOf({ ...resources[target]!, target }, record), target);
    const inside = attribute === undefined ? undefined : INSIDE[`${type}.${attribute}`];
    if (inside && (inside.of === 'all' || !target.includes('.')))
      return renderArn([...formatAround(record.arn, name), ...literal(inside.end)], context);
    const isArn =
      attribute === undefined ? record.ref === 'arn' : attribute === 'Arn' || attribute === record.arnAttribute;
    return isArn ? renderArn(formatAround(record.arn, name), context) : undefined;
  };
  /** `/aws/lambda/${Fn}` with the function's own name, where the template gives it. */
  const inFull = (name: Text, owner: string, depth = 0): Text =>
    name.flatMap((part): Text => {
      if (part.kind !== 'reference' || part.targetKind !== 'resource' || part.piece || part.target === owner)
        return [part];
      const named = Object.hasOwn(resources, part.target) ? resources[part.target] : undefined;
      const record = named?.type === undefined ? undefined : catalog.resourceOfCfn(named.type, prefixOf(named.type));
      const isName = part.attribute === undefined && record?.ref === 'name';
      return isName && named?.declaredName && depth < MAX_NAMES
        ? inFull(named.declaredName, part.target, depth + 1)
        : [part];
    });
  return (document) => ({
    ...document,
    Statement: [document.Statement].flat().map((statement): Statement => {
      const actions = [statement.Action ?? []].flat();
      const spell = (text: string) =>
        text.replace(/^\$\{([^{}]+)\}/, (whole, inner: string) => {
          // Addresses of Terraform have dots of their own: `aws_sqs_queue.jobs["a"].Arn`.
          const [, target = '', attribute] = /^(.*)\.(\w+)$/.exec(inner) ?? [];
          return arnOf(inner, undefined, actions) ?? arnOf(target, attribute, actions) ?? whole;
        });
      return {
        ...statement,
        ...(statement.Resource && { Resource: [statement.Resource].flat().map(spell) }),
        ...(statement.NotResource && { NotResource: [statement.NotResource].flat().map(spell) }),
      };
    }),
  });
}

/** Names that are made of names end somewhere. */
const MAX_NAMES = 5;

const prefixOf = (cfnType: string): string => (cfnType.split('::')[1] ?? '').toLowerCase();

/**
 * Attributes that are the ARN of something inside the resource: what follows the resource's own ARN. `of` is whose words have it so: the
 * AWS provider of Terraform takes the end off a log group's ARN.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudwatch_log_group#attribute-reference
 */
const INSIDE: { readonly [attribute: string]: { end: string; of: 'all' | 'cloudformation' } } = {
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html (resource type stream)
  'AWS::DynamoDB::Table.StreamArn': { end: '/stream/*', of: 'all' },
  'AWS::DynamoDB::GlobalTable.StreamArn': { end: '/stream/*', of: 'all' },
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html#aws-resource-logs-loggroup-return-values
  'AWS::Logs::LogGroup.Arn': { end: ':*', of: 'cloudformation' },
};

const PSEUDO: { readonly [placeholder: string]: string } = {
  '${Partition}': 'AWS::Partition',
  '${Region}': 'AWS::Region',
  '${Account}': 'AWS::AccountId',
};

/**
 * The name the template gives, so that an ARN spelled with the name is the same resource; else a reference for it. A format with several
 * names of its own says not which of them the template gives.
 */
function nameOf({ target, declaredName = [] }: DeployedResource, { arn }: CfnResourceRecord): Text {
  const holes = arn.match(/\$\{\w+\}/g)?.filter((hole) => !Object.hasOwn(PSEUDO, hole)) ?? [];
  const known = declaredName.every(({ kind }) => kind === 'literal' || kind === 'reference');
  const [first, ...rest] = declaredName;
  if (holes.length !== 1 || !known || !first) return [{ kind: 'reference', target, targetKind: 'resource' }];
  if (first.kind !== 'literal' || !arn.includes('WithoutLeadingSlash')) return declaredName;
  return [{ ...first, text: first.text.replace(/^\//, '') }, ...rest];
}

function formatAround(format: string, name: Text): Text {
  return format
    .split(/(\$\{\w+\})/)
    .filter((part) => part !== '')
    .flatMap((part): Text => {
      if (!part.startsWith('${')) return literal(part);
      const pseudo = PSEUDO[part];
      return pseudo === undefined ? name : [{ kind: 'reference', target: pseudo, targetKind: 'pseudo' }];
    });
}
