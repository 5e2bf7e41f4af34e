import { intrinsicNode, listNode, mapNode, scalarNode } from '../template/build.js';
import { child, entriesOf, itemsOf, type MapNode, scalarOf, type TemplateNode } from '../template/node.js';
import type { HclBlock } from './hcl.js';
import type { ModuleScope } from './module.js';
import { isRegistryFunction } from './registry-sources.js';

/**
 * Functions made by the registry's module for them, with the role and policies it makes.
 * https://registry.terraform.io/modules/terraform-aws-modules/lambda/aws/latest
 */
export function registryFunctions(scope: ModuleScope): { [address: string]: MapNode } {
  const out: { [address: string]: MapNode } = {};
  for (const block of scope.blocks('module')) {
    if (!isRegistryFunction(block.body['source'])) continue;
    const address = `${scope.prefix}module.${block.labels[0]}${block.instance?.suffix ?? ''}`;
    const given = scope.attribute(block, 'lambda_role') ?? scope.attribute(block, 'role');
    const at = { source: block.source, offset: block.offset };
    if (!given) out[`${address}.role`] = role(scope, block);
    const roleArn =
      given ??
      intrinsicNode(at, 'Fn::GetAtt', listNode(at, [scalarNode(at, `${address}.role`), scalarNode(at, 'Arn')]));
    out[address] = mapNode(at, {
      Type: scalarNode(at, 'AWS::Lambda::Function'),
      Properties: properties(scope, block, roleArn),
    });
  }
  return out;
}

function properties(scope: ModuleScope, block: HclBlock, role: TemplateNode): MapNode {
  const at = { source: block.source, offset: block.offset };
  const value = (name: string) => scope.attribute(block, name);
  const variables = value('environment_variables');
  const path = itemsOf(value('source_path'))[0];
  const vpc = value('vpc_subnet_ids');
  return mapNode(at, {
    FunctionName: value('function_name'),
    Handler: value('handler'),
    Runtime: value('runtime'),
    Role: role,
    Code:
      (path?.kind === 'map' ? child(path, 'path') : path) ??
      value('local_existing_package') ??
      value('filename') ??
      intrinsicNode(at, 'Deploy::Unknown', scalarNode(at, 'source_path')),
    Environment: variables && mapNode(variables, { Variables: variables }),
    Layers: value('layers'),
    KmsKeyArn: value('kms_key_arn'),
    VpcConfig: vpc && mapNode(vpc, { SubnetIds: vpc }),
    TracingConfig: value('tracing_mode') && mapNode(at, { Mode: value('tracing_mode') }),
    DeadLetterConfig: value('dead_letter_target_arn') && mapNode(at, { TargetArn: value('dead_letter_target_arn') }),
  });
}

function role(scope: ModuleScope, block: HclBlock): MapNode {
  const at = { source: block.source, offset: block.offset };
  const statements = scope.attribute(block, 'policy_statements');
  const written = (statements?.kind === 'list' ? statements.items : entriesOf(statements).map(([, node]) => node)).map(
    (node) =>
      mapNode(node, {
        Effect: child(node, 'effect') ?? scalarNode(node, 'Allow'),
        Action: child(node, 'actions'),
        Resource: child(node, 'resources'),
      }),
  );
  const json = scope.attribute(block, 'policy_json');
  const documents = [
    ...(written.length > 0 ? [mapNode(at, { Statement: listNode(at, written) })] : []),
    ...(json?.kind === 'map' ? [json] : []),
  ];
  const managed = [...itemsOf(scope.attribute(block, 'policies')), ...itemsOf(scope.attribute(block, 'policy'))].filter(
    (node) => node.kind !== 'scalar' || scalarOf(node) !== undefined,
  );
  return mapNode(at, {
    Type: scalarNode(at, 'AWS::IAM::Role'),
    Properties: mapNode(at, {
      Policies:
        documents.length > 0
          ? listNode(
              at,
              documents.map((document) => mapNode(document, { PolicyDocument: document })),
            )
          : undefined,
      ManagedPolicyArns: managed.length > 0 ? listNode(at, managed) : undefined,
    }),
  });
}
