import { intrinsicNode, listNode, scalarNode } from '../template/build.js';
import type { TemplateNode } from '../template/node.js';
import { branchesOf, callOf, hclPieces } from './expression.js';
import { type Attributes, attributeOffset, type HclBlock, type HclModule, isRecord } from './hcl.js';
import { policyDocument } from './policy-document.js';
import { isRegistryFunction } from './registry-sources.js';
import { camelCase, TERRAFORM_TYPES } from './types.js';
import { dynamicContent, formatted, join, type Place, PSEUDO, parameter, unknown, walk } from './values.js';

const MAX_DEPTH = 40;
const MAX_NODES = 200_000;

/** A module with what its caller passes: turns its values into template nodes. */
export class ModuleScope implements Attributes {
  private readonly locals = new Map<string, { value: unknown; block: HclBlock }>();
  private readonly byKind = new Map<string, HclBlock>();
  private depth = 0;
  private nodes = 0;
  readonly children = new Map<string, ModuleScope>();

  constructor(
    readonly module: HclModule,
    /** `module.orders.` or empty: what addresses of this module begin with. */
    readonly prefix: string,
    private readonly passed: ReadonlyMap<string, TemplateNode>,
    /** Variables nobody gave a value, with their defaults. */
    readonly parameters: Map<string, string | undefined>,
    /** The module's folder relative to the root module's. */
    readonly path: string,
  ) {
    for (const block of module.blocks) {
      if (block.kind === 'locals')
        for (const [name, value] of Object.entries(block.body)) this.locals.set(name, { value, block });
      else this.byKind.set([block.kind, ...block.labels].join('.'), block);
    }
  }

  blocks(kind: string): HclBlock[] {
    return this.module.blocks.filter((block) => block.kind === kind);
  }

  block(kind: string, ...labels: string[]): HclBlock | undefined {
    return this.byKind.get([kind, ...labels].join('.'));
  }

  /** An attribute of a block by dotted path; numbers index the lists that nested blocks are. */
  attribute(block: HclBlock, path: string): TemplateNode | undefined {
    let value: unknown = block.body;
    const keys = path.split('.');
    for (const key of keys)
      value = Array.isArray(value)
        ? value[Number(key)]
        : isRecord(value)
          ? (value[key] ?? dynamicContent(value, key))
          : undefined;
    const named = keys.findLast((key) => !/^\d+$/.test(key)) ?? '';
    return value === undefined
      ? undefined
      : this.node(value, { source: block.source, offset: attributeOffset(block, named) });
  }

  node(value: unknown, at: Place): TemplateNode {
    this.nodes += 1;
    if (this.depth > MAX_DEPTH || this.nodes > MAX_NODES) return unknown('a value nested too deep', at);
    this.depth += 1;
    try {
      if (typeof value === 'string') return this.text(value, at);
      if (Array.isArray(value))
        return listNode(
          at,
          value.map((item) => this.node(item, at)),
        );
      if (!isRecord(value))
        return scalarNode(
          at,
          value === null || value === undefined ? null : typeof value === 'boolean' ? value : String(value),
        );
      const entries = Object.entries(value).map(([key, inner]): [string, TemplateNode] => [
        this.key(key),
        this.node(inner, at),
      ]);
      return { kind: 'map', entries: new Map(entries), keyOffsets: new Map(), source: at.source, offset: at.offset };
    } finally {
      this.depth -= 1;
    }
  }

  private key(key: string): string {
    const pieces = hclPieces(key);
    return pieces.every((piece) => 'text' in piece)
      ? pieces.map((piece) => ('text' in piece ? piece.text : '')).join('')
      : key;
  }

  private text(text: string, at: Place): TemplateNode {
    const pieces = hclPieces(text);
    const [first] = pieces;
    if (pieces.length === 1 && first && 'expression' in first) return this.expression(first.expression, at);
    return join(
      pieces.map((piece) => ('text' in piece ? scalarNode(at, piece.text) : this.expression(piece.expression, at))),
      '',
      at,
    );
  }

  private expression(expression: string, at: Place): TemplateNode {
    const trimmed = expression.trim();
    const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(trimmed);
    if (quoted) return this.text(quoted[1]!.replace(/\\(["\\])/g, '$1'), at);
    if (/^-?[\d.]+$|^(true|false|null)$/.test(trimmed)) return scalarNode(at, trimmed === 'null' ? null : trimmed);
    if (/^[[{]/.test(trimmed)) {
      const parsed = this.module.parseValue(trimmed);
      return parsed === undefined || typeof parsed === 'string' ? unknown(trimmed, at) : this.node(parsed, at);
    }
    const branches = branchesOf(trimmed);
    if (branches)
      return intrinsicNode(
        at,
        'Fn::If',
        listNode(at, [
          scalarNode(at, trimmed.slice(0, trimmed.indexOf('?')).trim()),
          ...branches.map((branch) => this.expression(branch, at)),
        ]),
      );
    const call = callOf(trimmed);
    if (call) return this.call(call.name, call.args, at) ?? unknown(trimmed, at);
    return this.reference(trimmed, at) ?? unknown(trimmed, at);
  }

  private call(name: string, args: string[], at: Place): TemplateNode | undefined {
    const given = args.map((arg) => this.expression(arg, at));
    const [first, second] = given;
    switch (name) {
      case 'jsonencode':
      case 'tostring':
      case 'nonsensitive':
      case 'sensitive':
      case 'toset':
      case 'tolist':
      case 'try':
      case 'coalesce':
      case 'one':
        return first?.kind === 'list' && name === 'one' ? first.items[0] : first;
      case 'join':
        return first && second && intrinsicNode(at, 'Fn::Join', listNode(at, [first, second]));
      case 'format':
        return first?.kind === 'scalar' ? formatted(String(first.value), given.slice(1), at) : undefined;
      case 'concat':
        return listNode(
          at,
          given.flatMap((item) => (item.kind === 'list' ? item.items : [item])),
        );
      case 'merge': {
        const maps = given.flatMap((item) => (item.kind === 'map' ? [...item.entries] : []));
        return { kind: 'map', entries: new Map(maps), keyOffsets: new Map(), source: at.source, offset: at.offset };
      }
      default:
        return undefined;
    }
  }

  private reference(expression: string, at: Place): TemplateNode | undefined {
    const segments = expression.replace(/\[[^\]]*\]/g, '').split('.');
    const [head = '', second = '', third = ''] = segments;
    switch (head) {
      case 'var':
        return this.variable(second, segments.slice(2), at);
      case 'local':
        return this.local(second, segments.slice(2), at);
      case 'path':
        return scalarNode(at, second === 'module' ? this.path : '.');
      case 'terraform':
        return parameter(this.parameters, `terraform.${second}`, undefined, at);
      case 'module':
        return this.output(second, third, at);
      case 'data':
        return this.data(second, third, segments[3] ?? '', at);
      case 'each':
      case 'count':
      case 'self':
        return undefined;
      default:
        return /^[a-z]\w*_\w+$/.test(head) && second !== ''
          ? this.resource(head, second, segments.slice(2).join('.'), at)
          : undefined;
    }
  }

  private variable(name: string, path: string[], at: Place): TemplateNode {
    const given = this.passed.get(name);
    if (given) return walk(given, path) ?? given;
    const fallback = this.block('variable', name)?.body['default'];
    const node = fallback === undefined ? undefined : this.node(fallback, at);
    if (node && node.kind !== 'scalar') return walk(node, path) ?? unknown(`var.${[name, ...path].join('.')}`, at);
    return parameter(
      this.parameters,
      `var.${[name, ...path].join('.')}`,
      node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined,
      at,
    );
  }

  private local(name: string, path: string[], at: Place): TemplateNode | undefined {
    const found = this.locals.get(name);
    if (!found) return undefined;
    const node = this.node(found.value, at);
    return path.length === 0 ? node : walk(node, path);
  }

  private output(module: string, output: string, at: Place): TemplateNode | undefined {
    const child = this.children.get(module);
    const block = child?.block('output', output);
    if (child && block) return child.attribute(block, 'value');
    const call = this.block('module', module);
    // A module of the registry that is one function: its outputs are the function's attributes.
    if (call && isRegistryFunction(call.body['source']))
      return this.resource('module', module, output.replace(/^lambda_function_/, ''), at);
    return intrinsicNode(at, 'Deploy::Value', scalarNode(at, `${this.prefix}module.${module}.${output}`));
  }

  private data(type: string, name: string, attribute: string, at: Place): TemplateNode | undefined {
    const pseudo = PSEUDO[`${type}.${attribute}`];
    if (pseudo) return intrinsicNode(at, 'Ref', scalarNode(at, pseudo));
    const block = this.block('data', type, name);
    if (type === 'aws_iam_policy_document' && block && attribute === 'json') return policyDocument(this, block);
    // An existing resource that is looked up by name.
    const lookup =
      block &&
      ['name', 'bucket', 'function_name', 'arn']
        .map((key) => this.attribute(block, key))
        .find((node) => node !== undefined);
    return attribute === 'arn' || !lookup
      ? intrinsicNode(at, 'Deploy::Value', scalarNode(at, `data.${type}.${name}.${attribute}`))
      : lookup;
  }

  private resource(type: string, name: string, attribute: string, at: Place): TemplateNode {
    const target = `${this.prefix}${type}.${name}`;
    const facts = type === 'module' ? TERRAFORM_TYPES['aws_lambda_function'] : TERRAFORM_TYPES[type];
    if (attribute === '' || facts?.ref?.includes(attribute)) return intrinsicNode(at, 'Ref', scalarNode(at, target));
    return intrinsicNode(
      at,
      'Fn::GetAtt',
      listNode(at, [scalarNode(at, target), scalarNode(at, camelCase(attribute))]),
    );
  }
}
