import { intrinsicNode, listNode, mapNode, scalarNode } from '../template/build.js';
import { child, entriesOf, itemsOf, type MapNode, type TemplateNode } from '../template/node.js';
import type { ModuleScope } from './module.js';
import { type Argument, isOn, logGroupName, registryPolicies } from './registry-policies.js';
import { isRegistryFunction } from './registry-sources.js';
import type { Place } from './values.js';

type Resources = { [address: string]: MapNode };

/**
 * Functions made by the registry's module for them, with the role, log group, event source mappings and permissions it makes.
 * https://registry.terraform.io/modules/terraform-aws-modules/lambda/aws/latest
 */
export function registryFunctions(scope: ModuleScope): Resources {
  const out: Resources = {};
  for (const block of scope.blocks('module')) {
    if (!isRegistryFunction(block.body['source'])) continue;
    const at = { source: block.source, offset: block.offset };
    const value: Argument = (name) => scope.attribute(block, name);
    if (!isOn(value, 'create', true) || !isOn(value, 'create_function', true)) continue;
    if (isOn(value, 'create_layer', false)) continue;
    const address = `${scope.prefix}module.${block.labels[0]}${block.instance?.suffix ?? ''}`;
    Object.assign(out, resourcesOf(address, value, at));
  }
  return out;
}

function resourcesOf(address: string, value: Argument, at: Place): Resources {
  const given = value('lambda_role') ?? value('role');
  const ownRole = isOn(value, 'create_role', given === undefined) || given === undefined;
  const arn = intrinsicNode(at, 'Fn::GetAtt', listNode(at, [scalarNode(at, `${address}.role`), scalarNode(at, 'Arn')]));
  const make = (type: string, members: { [name: string]: TemplateNode | undefined }) =>
    mapNode(at, { Type: scalarNode(at, type), Properties: mapNode(at, members) });
  const self = intrinsicNode(at, 'Ref', scalarNode(at, address));
  const ownGroup = !isOn(value, 'use_existing_cloudwatch_log_group', false) && value('logging_log_group') === undefined;
  return {
    ...(ownRole && { [`${address}.role`]: make('AWS::IAM::Role', roleOf(value, at)) }),
    [address]: make('AWS::Lambda::Function', functionOf(value, at, ownRole ? arn : given)),
    ...(ownGroup && {
      [`${address}.log_group`]: make('AWS::Logs::LogGroup', { LogGroupName: logGroupName(value, at) }),
    }),
    ...Object.fromEntries(
      entriesOf(value('event_source_mapping')).map(([key, mapping]) => [
        `${address}.event_source_mapping[${JSON.stringify(key)}]`,
        make('AWS::Lambda::EventSourceMapping', {
          EventSourceArn: child(mapping, 'event_source_arn'),
          FunctionName: self,
          Topics: child(mapping, 'topics'),
          Queues: child(mapping, 'queues'),
        }),
      ]),
    ),
    ...Object.fromEntries(
      entriesOf(value('allowed_triggers')).map(([key, trigger]) => [
        `${address}.permission[${JSON.stringify(key)}]`,
        make('AWS::Lambda::Permission', {
          FunctionName: self,
          Principal: child(trigger, 'principal') ?? principalOf(child(trigger, 'service')),
          SourceArn: child(trigger, 'source_arn'),
          SourceAccount: child(trigger, 'source_account'),
        }),
      ]),
    ),
    ...(isOn(value, 'create_async_event_config', false) && {
      [`${address}.event_invoke_config`]: make('AWS::Lambda::EventInvokeConfig', {
        FunctionName: self,
        DestinationConfig: mapNode(at, {
          OnFailure: destination(value('destination_on_failure'), at),
          OnSuccess: destination(value('destination_on_success'), at),
        }),
      }),
    }),
  };
}

const principalOf = (service: TemplateNode | undefined): TemplateNode | undefined =>
  service?.kind === 'scalar' ? scalarNode(service, `${service.value}.amazonaws.com`) : undefined;

const destination = (arn: TemplateNode | undefined, at: Place): TemplateNode | undefined =>
  arn && mapNode(at, { Destination: arn });

function functionOf(value: Argument, at: Place, role: TemplateNode | undefined) {
  const variables = value('environment_variables');
  const path = itemsOf(value('source_path'))[0];
  const vpc = value('vpc_subnet_ids');
  const mode = value('tracing_mode');
  const deadLetter = value('dead_letter_target_arn');
  return {
    FunctionName: value('function_name'),
    Handler: value('handler'),
    Runtime: value('runtime'),
    Role: role,
    PackageType: value('package_type'),
    ImageUri: value('image_uri'),
    Code:
      (path?.kind === 'map' ? child(path, 'path') : path) ??
      value('local_existing_package') ??
      value('filename') ??
      intrinsicNode(at, 'Deploy::Unknown', scalarNode(at, 'source_path')),
    Environment: variables && mapNode(variables, { Variables: variables }),
    Layers: value('layers'),
    KmsKeyArn: value('kms_key_arn'),
    VpcConfig: vpc && mapNode(vpc, { SubnetIds: vpc }),
    TracingConfig: mode && mapNode(at, { Mode: mode }),
    DeadLetterConfig: deadLetter && mapNode(at, { TargetArn: deadLetter }),
  };
}

function roleOf(value: Argument, at: Place) {
  const { documents, managed } = registryPolicies(value, at);
  return {
    RoleName: value('role_name') ?? value('function_name'),
    PermissionsBoundary: value('role_permissions_boundary'),
    Policies: listNode(
      at,
      documents.map((document) => mapNode(document, { PolicyDocument: document })),
    ),
    ManagedPolicyArns: listNode(at, managed),
  };
}
