import { listNode, mapNode, scalarNode } from '../template/build.js';
import { child, itemsOf, type MapNode, scalarOf, type TemplateNode } from '../template/node.js';
import { attachPolicies, type Resources, referredTo } from './attachments.js';
import { codeOfFunction } from './code.js';
import { type HclBlock, isRecord } from './hcl.js';
import { documentAttribute } from './json-document.js';
import type { ModuleScope } from './module.js';
import { registryFunctions } from './registry-lambda.js';
import { TERRAFORM_TYPES } from './types.js';

/** Attributes that hold a policy document, as text or as the result of a function. */
const DOCUMENTS = new Set(['policy', 'event_pattern']);

/**
 * Writes a module and those it calls as a CloudFormation template, so that one reader understands both. Addresses are the logical ids;
 * nodes keep their places in the `.tf` files.
 */
export function synthesize(root: ModuleScope, at: { source: MapNode['source']; offset: number }): MapNode {
  const resources: Resources = {};
  for (const scope of scopesOf(root)) addModule(scope, resources);
  attachPolicies(resources);
  joinEventTargets(resources);
  const parameters = Object.fromEntries(
    [...root.parameters].map(([name, fallback]) => [
      name,
      mapNode(at, {
        Type: scalarNode(at, 'String'),
        Default: fallback === undefined ? undefined : scalarNode(at, fallback),
      }),
    ]),
  );
  return mapNode(at, { Parameters: mapNode(at, parameters), Resources: mapNode(at, resources) });
}

const scopesOf = (scope: ModuleScope): ModuleScope[] => [
  scope,
  ...scope.blocks('module').flatMap((call) => {
    const called = scope.called(call);
    return called ? scopesOf(called) : [];
  }),
];

function addModule(scope: ModuleScope, resources: Resources): void {
  for (const block of scope.blocks('resource')) {
    const [type = ''] = block.labels;
    const facts = Object.hasOwn(TERRAFORM_TYPES, type) ? TERRAFORM_TYPES[type] : undefined;
    const at = { source: block.source, offset: block.offset };
    const members: Nested = {};
    for (const [attribute, property] of Object.entries(facts?.properties ?? {})) {
      const value = DOCUMENTS.has(attribute)
        ? documentAttribute(scope, block, attribute)
        : scope.attribute(block, attribute);
      // `null` is what is not written.
      if (value && !(value.kind === 'scalar' && value.value === null)) setPath(members, property.split('.'), value);
    }
    if (type === 'aws_lambda_function') members['Code'] = codeOfFunction(scope, block);
    if (type === 'aws_iam_role') addInline(scope, block, members);
    if (members['SourceAccessConfigurations'])
      members['SourceAccessConfigurations'] = accessConfigurations(
        members['SourceAccessConfigurations'] as TemplateNode,
      );
    resources[scope.addressOf(block)] = mapNode(at, {
      Type: scalarNode(at, facts?.type ?? `Terraform::${type}`),
      Properties: nestedNode(members, at),
    });
  }
  Object.assign(resources, registryFunctions(scope));
}

function addInline(scope: ModuleScope, block: HclBlock, members: Nested): void {
  const blocks = block.body['inline_policy'];
  const policies = (Array.isArray(blocks) ? blocks : []).filter(isRecord).flatMap((body) => {
    const document = documentAttribute(scope, { ...block, body }, 'policy');
    return document ? [mapNode(document, { PolicyDocument: document })] : [];
  });
  if (policies.length > 0) members['Policies'] = listNode(policies[0]!, policies);
}

/** A target with its rule is a rule with one target. */
function joinEventTargets(resources: Resources): void {
  for (const [address, target] of Object.entries(resources)) {
    if (scalarOf(child(target, 'Type')) !== 'Terraform::EventTarget') continue;
    const arn = child(target, 'Properties', 'Arn');
    const rule = child(resources[referredTo(child(target, 'Properties', 'Rule')) ?? ''], 'Properties');
    if (!arn) continue;
    resources[address] = mapNode(target, {
      Type: scalarNode(target, 'AWS::Events::Rule'),
      Properties: mapNode(target, {
        Targets: listNode(arn, [mapNode(arn, { Arn: arn })]),
        EventPattern: child(rule, 'EventPattern'),
        ScheduleExpression: child(rule, 'ScheduleExpression'),
      }),
    });
  }
}

const accessConfigurations = (node: TemplateNode): TemplateNode =>
  listNode(
    node,
    itemsOf(node).map((item) => mapNode(item, { Type: child(item, 'type'), URI: child(item, 'uri') })),
  );

interface Nested {
  [key: string]: Nested | TemplateNode;
}

function setPath(target: Nested, path: string[], value: TemplateNode): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = target[key];
  const next: Nested = inner && !isNode(inner) ? inner : {};
  target[key] = next;
  setPath(next, rest, value);
}

const isNode = (value: Nested | TemplateNode): value is TemplateNode =>
  typeof (value as TemplateNode).kind === 'string' && 'source' in value;

/** Plain members as nodes; members that are all numbers make a list. */
function nestedNode(members: Nested, at: { source: MapNode['source']; offset: number }): TemplateNode {
  const entries = Object.entries(members).map(([key, value]): [string, TemplateNode] => [
    key,
    isNode(value) ? value : nestedNode(value, at),
  ]);
  if (entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key)))
    return listNode(
      at,
      entries.map(([, node]) => node),
    );
  return mapNode(at, Object.fromEntries(entries));
}
