import { intrinsicNode, listNode, mapNode, mergeMaps, scalarNode } from '../template/build.js';
import { child, entriesOf, itemsOf, type MapNode, scalarOf, type TemplateNode } from '../template/node.js';
import { eventKinds, eventsOf, IMPLIED_APIS } from './events.js';
import { functionRole, sharedRole } from './roles.js';

export interface Synthesized {
  /** A CloudFormation template that deploys what the service does. */
  template: MapNode;
  /** Logical id → name of the function in the file. */
  functions: Map<string, string>;
}

/**
 * Writes a resolved serverless.yml as the CloudFormation template the framework makes of it: functions, log groups, roles and the
 * user's own resources, so that one reader understands both. Nodes keep their places in serverless.yml.
 * Names: https://www.serverless.com/framework/docs/providers/aws/guide/resources#aws-cloudformation-resource-reference
 */
export function synthesize(service: MapNode, parameters: ReadonlyMap<string, string | undefined>): Synthesized {
  const provider = child(service, 'provider');
  const resources: { [id: string]: TemplateNode | undefined } = {};
  const functions = new Map<string, string>();
  const shared = sharedRole(service, provider);
  if (shared) resources['IamRoleLambdaExecution'] = shared;
  for (const [name, node] of functionsIn(service)) {
    const id = normalized(name);
    functions.set(`${id}LambdaFunction`, name);
    const role = functionRole(node, service, shared !== undefined);
    if (role.own) resources[`${id}IamRoleLambdaExecution`] = role.own;
    const roleNode = role.own
      ? intrinsicNode(node, 'Fn::GetAtt', scalarNode(node, `${id}IamRoleLambdaExecution.Arn`))
      : role.reference;
    const functionName = child(node, 'name') ?? defaultName(service, name, node);
    resources[`${id}LambdaFunction`] = lambda(node, provider, functionName, roleNode);
    if (scalarOf(child(node, 'disableLogs')) !== 'true') resources[`${id}LogGroup`] = logGroup(node, functionName);
    for (const kind of eventKinds(child(node, 'events')))
      if (Object.hasOwn(IMPLIED_APIS, kind)) resources[IMPLIED_APIS[kind]!.id] ??= api(node, kind);
  }
  for (const [name, node] of entriesOf(child(service, 'layers'))) {
    resources[`${normalized(name)}LambdaLayer`] = mapNode(node, {
      Type: scalarNode(node, 'AWS::Lambda::LayerVersion'),
    });
  }
  const own = ownResources(service);
  const template = mergeMaps(
    mapNode(service, { Parameters: parameterSection(service, parameters), Resources: mapNode(service, resources) }),
    own,
  );
  return { template: template as MapNode, functions };
}

/**
 * What runs where no runtime is written: the Node.js that the installed version of the framework takes (nodejs12.x in v2, nodejs14.x in
 * v3, newer ones in v4), which the file does not say. So it is none of Lambda's own names, of which some are deprecated.
 * `calculateRuntime` in https://github.com/serverless/serverless/blob/v3.40.0/lib/plugins/aws/provider.js
 */
const DEFAULT_RUNTIME = 'nodejs-default';

/** `functions` is a map, or a list of maps read from several files. */
function functionsIn(service: MapNode): [string, TemplateNode][] {
  return itemsOf(child(service, 'functions'))
    .flatMap((item) => entriesOf(item))
    .filter(([, node]) => node.kind === 'map');
}

/** `resources` is a template, or a list of them. */
function ownResources(service: MapNode): TemplateNode | undefined {
  let merged: TemplateNode | undefined;
  for (const item of itemsOf(child(service, 'resources'))) if (item.kind === 'map') merged = mergeMaps(merged, item);
  return merged;
}

/** `send-mail_2` → `SendDashmailUnderscore2`: the framework's own rule. */
const normalized = (name: string): string => {
  const clean = name.replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
  return clean.charAt(0).toUpperCase() + clean.slice(1);
};

function defaultName(service: MapNode, name: string, at: TemplateNode): TemplateNode {
  const written = child(service, 'service');
  const title = written?.kind === 'map' ? child(written, 'name') : written;
  const stage = intrinsicNode(at, 'Ref', scalarNode(at, 'sls:stage'));
  return intrinsicNode(
    at,
    'Fn::Join',
    listNode(at, [
      scalarNode(at, '-'),
      listNode(at, [title ?? scalarNode(at, 'service'), stage, scalarNode(at, name)]),
    ]),
  );
}

function lambda(
  node: TemplateNode,
  provider: TemplateNode | undefined,
  functionName: TemplateNode,
  role: TemplateNode | undefined,
): MapNode {
  const either = (key: string) => child(node, key) ?? child(provider, key);
  // `provider.tracing: true` is of the plugin serverless-plugin-tracing: https://www.npmjs.com/package/serverless-plugin-tracing
  const everywhere = child(provider, 'tracing');
  const tracing = child(node, 'tracing') ?? (everywhere?.kind === 'map' ? child(everywhere, 'lambda') : everywhere);
  const artifact = child(node, 'package', 'artifact');
  const onError = child(node, 'onError');
  const variables = mergeMaps(child(provider, 'environment'), child(node, 'environment'));
  const image = child(node, 'image');
  const properties = mapNode(node, {
    FunctionName: functionName,
    Handler: child(node, 'handler'),
    Runtime: either('runtime') ?? scalarNode(node, DEFAULT_RUNTIME),
    Code: image
      ? mapNode(image, { ImageUri: image.kind === 'map' ? scalarNode(image, 'image') : image })
      : (artifact ?? scalarNode(node, '.')),
    Environment: variables && mapNode(variables, { Variables: variables }),
    Role: role,
    // An empty text (`vpc: ${file(vpc.yml), ''}`) is no network.
    VpcConfig: either('vpc')?.kind === 'scalar' ? undefined : either('vpc'),
    KmsKeyArn: either('kmsKeyArn'),
    Layers: either('layers'),
    TracingConfig:
      tracing && scalarOf(tracing) !== 'false'
        ? mapNode(tracing, { Mode: scalarOf(tracing) === 'PassThrough' ? tracing : scalarNode(tracing, 'Active') })
        : undefined,
    DeadLetterConfig: onError && mapNode(onError, { TargetArn: onError }),
    EventInvokeConfig: destinations(child(node, 'destinations')),
    FileSystemConfigs:
      either('fileSystemConfig') && listNode(node, [mapNode(node, { Arn: child(either('fileSystemConfig'), 'arn') })]),
    Events: eventsOf(child(node, 'events')),
    FunctionUrlConfig: child(node, 'url'),
  });
  return mapNode(node, { Type: scalarNode(node, 'AWS::Lambda::Function'), Properties: properties });
}

/** A target is an ARN, a function of the service by name, or `{ type, arn }`. */
function destinations(node: TemplateNode | undefined): TemplateNode | undefined {
  if (!node) return undefined;
  const target = (key: string) => {
    const written = child(node, key);
    const arn = written?.kind === 'map' ? child(written, 'arn') : written;
    const name = scalarOf(arn);
    const value =
      arn && name !== undefined && !name.includes(':')
        ? intrinsicNode(arn, 'Fn::GetAtt', scalarNode(arn, `${normalized(name)}LambdaFunction.Arn`))
        : arn;
    return value && mapNode(value, { Destination: value });
  };
  return mapNode(node, {
    DestinationConfig: mapNode(node, { OnFailure: target('onFailure'), OnSuccess: target('onSuccess') }),
  });
}

function logGroup(node: TemplateNode, functionName: TemplateNode): MapNode {
  const name = intrinsicNode(
    node,
    'Fn::Join',
    listNode(node, [scalarNode(node, ''), listNode(node, [scalarNode(node, '/aws/lambda/'), functionName])]),
  );
  return mapNode(node, {
    Type: scalarNode(node, 'AWS::Logs::LogGroup'),
    Properties: mapNode(node, { LogGroupName: name }),
  });
}

function api(node: TemplateNode, kind: string): MapNode {
  const { type, protocol } = IMPLIED_APIS[kind]!;
  return mapNode(node, {
    Type: scalarNode(node, type),
    Properties: mapNode(node, { ProtocolType: protocol === undefined ? undefined : scalarNode(node, protocol) }),
  });
}

function parameterSection(service: MapNode, parameters: ReadonlyMap<string, string | undefined>): MapNode {
  const names = new Map([['sls:stage', 'dev' as string | undefined], ...parameters]);
  return mapNode(
    service,
    Object.fromEntries(
      [...names].map(([name, value]) => [
        name,
        mapNode(service, {
          Type: scalarNode(service, 'String'),
          Default: value === undefined ? undefined : scalarNode(service, value),
        }),
      ]),
    ),
  );
}
