import { intrinsicNode, listNode, mapNode, scalarNode } from '../template/build.js';
import { scalarOf, type TemplateNode } from '../template/node.js';
import type { Environment, Key } from './environment.js';
import { follow, written } from './evaluate.js';
import type { HclBlock } from './hcl.js';
import type { ModuleView } from './module-view.js';
import { policyDocument } from './policy-document.js';
import { isRegistryFunction } from './registry-sources.js';
import { camelCase, TERRAFORM_TYPES } from './types.js';
import { alternatives, type Place, PSEUDO, parameter, readAs, unknown } from './values.js';

/** What a reference of a module means: `var.x`, `local.x`, `module.x.y`, `data.t.n.a`, `aws_t.n.a`. Undefined for what is none of them. */
export function resolveReference(
  scope: ModuleView,
  root: string,
  keys: readonly Key[],
  environment: Environment,
): TemplateNode | undefined {
  const { at } = environment;
  const [first, second] = keys.map((key) => ('attribute' in key ? key.attribute : ''));
  switch (root) {
    case 'var':
      return variable(scope, first ?? '', keys.slice(1), environment);
    case 'local': {
      const node = scope.local(first ?? '');
      return node && follow(node, keys.slice(1), environment);
    }
    case 'path':
      return scalarNode(at, first === 'module' ? scope.path : '.');
    case 'terraform':
      return parameter(scope.parameters, `terraform.${first}`, undefined, at);
    case 'module':
      return moduleOutput(scope, first ?? '', keys.slice(1), environment);
    case 'data':
      return dataValue(scope, [first ?? '', second ?? ''], keys.slice(2), environment);
    case 'each':
    case 'count':
    case 'self':
      return undefined;
    default:
      return /^[a-z]\w*_\w+$/.test(root) && first
        ? resource(scope, root, first, keys.slice(1), environment)
        : undefined;
  }
}

/** An attribute of the resource that a node refers to. */
export function memberOf(scope: ModuleView, node: TemplateNode, name: string, at: Place): TemplateNode | undefined {
  if (node.kind !== 'intrinsic' || node.name !== 'Ref') return undefined;
  const found = scope.resourceAt(scalarOf(node.argument) ?? '');
  return found && attributeOf(scope, found, name, at);
}

function variable(
  scope: ModuleView,
  name: string,
  keys: readonly Key[],
  environment: Environment,
): TemplateNode | undefined {
  const { at } = environment;
  const given = scope.passed.get(name);
  if (given) {
    const value = follow(given, keys, environment) ?? (given.kind === 'intrinsic' ? given : undefined);
    return value && readAs(value, `var.${name}${textOf(keys)}`, scope.prefix);
  }
  const node = scope.defaultOf(name);
  // Of a module that is called nobody else can set a variable.
  if (node && (node.kind !== 'scalar' || scope.prefix !== '')) return follow(node, keys, environment);
  const fallback = node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
  return parameter(scope.parameters, `var.${name}${textOf(keys)}`, fallback, at);
}

function moduleOutput(
  scope: ModuleView,
  name: string,
  keys: readonly Key[],
  environment: Environment,
): TemplateNode | undefined {
  const { at } = environment;
  return ofInstances(scope.blocks('module', name), keys, environment, (call, rest) => {
    const [output] = rest.map((key) => ('attribute' in key ? key.attribute : ''));
    const address = `module.${name}${call?.instance?.suffix ?? ''}`;
    const child = call && scope.called(call);
    if (output === undefined) return child && outputsOf(child, at);
    const block = child?.block('output', output);
    const value = block && child?.attribute(block, 'value');
    if (value) {
      const inside = follow(value, rest.slice(1), environment);
      return inside && readAs(inside, `${address}${textOf(rest)}`, scope.prefix);
    }
    // A module of the registry that is one function: its outputs are attributes of the function and its role.
    if (call && isRegistryFunction(call.body['source'])) {
      const [, of, attribute] = /^lambda_(function|role)_(.+)$/.exec(output) ?? [];
      if (of === 'role') return reference(`${scope.prefix}${address}.role`, 'aws_iam_role', attribute ?? '', at);
      return reference(
        `${scope.prefix}${address}`,
        'aws_lambda_function',
        attribute === 'name' ? 'function_name' : (attribute ?? output),
        at,
      );
    }
    return written(`${scope.prefix}${address}${textOf(rest)}`, at);
  });
}

/** A whole module is the map of its outputs. */
const outputsOf = (module: ModuleView, at: Place): TemplateNode =>
  mapNode(
    at,
    Object.fromEntries(module.blocks('output').map((block) => [block.labels[0], module.attribute(block, 'value')])),
  );

/** The Region of the provider a block names: `provider = aws.us`. */
function regionOf(scope: ModuleView, block: HclBlock): TemplateNode | undefined {
  const alias = /\baws\.([\w-]+)/.exec(String(block.body['provider']))?.[1];
  const provider = scope.blocks('provider', 'aws').find(({ body }) => body['alias'] === alias);
  return alias === undefined || !provider ? undefined : scope.attribute(provider, 'region');
}

/** Arguments by which data sources look up what exists already. */
const LOOKED_UP_BY = ['name', 'bucket', 'function_name', 'arn'] as const;

function dataValue(
  scope: ModuleView,
  [type, name]: [string, string],
  keys: readonly Key[],
  environment: Environment,
): TemplateNode | undefined {
  const { at } = environment;
  return ofInstances(scope.blocks('data', type, name), keys, environment, (block, rest) => {
    const attribute = textOf(rest).slice(1);
    const pseudo = PSEUDO[`${type}.${attribute}`];
    if (pseudo && block?.body['provider'] !== undefined) {
      // Another provider is another Region, and may be another account.
      const region = pseudo === 'AWS::Region' ? regionOf(scope, block) : undefined;
      return region ?? written(`data.${type}.${name}${textOf(rest)}`, at);
    }
    if (pseudo) return intrinsicNode(at, 'Ref', scalarNode(at, pseudo));
    if (type === 'aws_iam_policy_document' && block && attribute === 'json') return policyDocument(scope, block);
    const key = block && LOOKED_UP_BY.find((argument) => block.body[argument] !== undefined);
    // What `Ref` would give is the name it was looked up by; any other attribute is known only to the provider.
    const isName = attribute === key || (key !== 'arn' && TERRAFORM_TYPES[type]?.ref?.includes(attribute));
    return block && key && isName
      ? scope.attribute(block, key)
      : written(`data.${type}.${name}${block?.instance?.suffix ?? ''}${textOf(rest)}`, at);
  });
}

function resource(
  scope: ModuleView,
  type: string,
  name: string,
  keys: readonly Key[],
  environment: Environment,
): TemplateNode | undefined {
  const { at } = environment;
  return ofInstances(scope.blocks('resource', type, name), keys, environment, (block, rest) => {
    const names = rest.flatMap((key) => ('attribute' in key ? [key.attribute] : []));
    const attribute = names.join('.');
    return block
      ? attributeOf(scope, block, attribute, at)
      : reference(`${scope.prefix}${type}.${name}`, type, attribute, at);
  });
}

/** Attributes that say which resource it is; every other one that the block itself gives is what is written there. */
const IDENTIFYING = /(^|_)(arn|id|url|name)$/;

function attributeOf(scope: ModuleView, block: HclBlock, attribute: string, at: Place): TemplateNode {
  const [type = ''] = block.labels;
  const isArgument =
    attribute !== '' && !IDENTIFYING.test(attribute) && !TERRAFORM_TYPES[type]?.ref?.includes(attribute);
  const value = isArgument && typeof block.body[attribute] === 'string' ? scope.attribute(block, attribute) : undefined;
  return value ?? reference(scope.addressOf(block), type, attribute, at);
}

function reference(address: string, type: string, attribute: string, at: Place): TemplateNode {
  const facts = Object.hasOwn(TERRAFORM_TYPES, type) ? TERRAFORM_TYPES[type] : undefined;
  if (attribute === '' || facts?.ref?.includes(attribute)) return intrinsicNode(at, 'Ref', scalarNode(at, address));
  return intrinsicNode(at, 'Fn::GetAtt', listNode(at, [scalarNode(at, address), scalarNode(at, camelCase(attribute))]));
}

/**
 * Applies `read` to the instance that the first key names, or to each of those it may name. `read` gets no block for what the module does
 * not declare.
 */
function ofInstances(
  blocks: readonly HclBlock[],
  keys: readonly Key[],
  environment: Environment,
  read: (block: HclBlock | undefined, rest: readonly Key[]) => TemplateNode | undefined,
): TemplateNode | undefined {
  const { at } = environment;
  const [first] = keys;
  const rest = first === undefined || 'attribute' in first ? keys : keys.slice(1);
  const [only] = blocks;
  if (blocks.length === 0 || only?.instance === undefined) return read(only, rest);
  if (first === undefined) {
    const members = blocks.map((block): [string, TemplateNode | undefined] => [
      block.instance?.key ?? '',
      read(block, []),
    ]);
    return members.some(([key, node]) => key === '' || node === undefined)
      ? unknown('all instances', at)
      : mapNode(at, Object.fromEntries(members));
  }
  if ('splat' in first)
    return listNode(
      at,
      blocks.flatMap((block) => read(block, rest) ?? []),
    );
  const wanted = 'key' in first ? first.key : undefined;
  const named = blocks.filter((block) => wanted === undefined || block.instance?.key === wanted);
  const chosen = named.length > 0 ? named : blocks.filter((block) => block.instance?.key === undefined);
  return alternatives(
    chosen.flatMap((block) => read(block, rest) ?? []),
    'text' in first ? first.text : 'the instance',
    at,
  );
}

const textOf = (keys: readonly Key[]): string =>
  keys.map((key) => ('attribute' in key ? `.${key.attribute}` : 'splat' in key ? '[*]' : `[${key.text}]`)).join('');
