import { listNode, scalarNode } from '../template/build.js';
import type { TemplateNode } from '../template/node.js';
import type { Bindings, Environment } from './environment.js';
import { evaluate } from './evaluate.js';
import { attributeOffset, type HclBlock, type HclModule, isRecord } from './hcl.js';
import { instancesOf } from './instances.js';
import { hclPieces } from './interpolation.js';
import type { ModuleView } from './module-view.js';
import { nestedBlocks } from './nested-blocks.js';
import { parseExpression } from './parse-expression.js';
import { memberOf, resolveReference } from './references.js';
import { withDefaults } from './type-defaults.js';
import { join, type Place, sizeOf, unknown } from './values.js';

const MAX_DEPTH = 40;
/** What one attribute and what all of a module may cost, in nodes: a value that grows without end must not take the others with it. */
const MAX_VALUE_NODES = 50_000;
const MAX_NODES = 1_000_000;
const NONE: Bindings = new Map();

/** What a module is given from outside. */
export interface ModuleInput {
  /** `module.orders.` or empty: what addresses of this module begin with. */
  prefix: string;
  /** Asked once all modules are there: an argument may be an output of another. */
  passed(): ReadonlyMap<string, TemplateNode>;
  /** Variables nobody gave a value, with their defaults. */
  parameters: Map<string, string | undefined>;
  /** The module's folder relative to the root module's. */
  path: string;
  /** Values of `terraform.tfvars`: what a variable is when nobody says otherwise. */
  defaults?: { readonly [variable: string]: unknown };
  readText?(path: string): string | undefined;
  /** Opens a module that this one calls; undefined for one that is not here. */
  open?(scope: ModuleScope, call: HclBlock): ModuleScope | undefined;
}

/** A module with what its caller passes: turns its values into template nodes. */
export class ModuleScope implements ModuleView {
  private readonly locals = new Map<string, { value: unknown; block: HclBlock }>();
  private readonly localNodes = new Map<string, TemplateNode | undefined>();
  private readonly byKind = new Map<string, HclBlock[]>();
  private readonly expanded = new Map<HclBlock, readonly HclBlock[]>();
  private given: ReadonlyMap<string, TemplateNode> | undefined;
  private depth = 0;
  private nodes = 0;
  private valueNodes = 0;
  readonly children = new Map<string, ModuleScope>();

  constructor(
    readonly module: HclModule,
    private readonly input: ModuleInput,
  ) {
    for (const block of module.blocks) {
      if (block.kind === 'locals')
        for (const [name, value] of Object.entries(block.body)) this.locals.set(name, { value, block });
      else this.byKind.set(block.kind, [...(this.byKind.get(block.kind) ?? []), block]);
    }
  }

  get prefix(): string {
    return this.input.prefix;
  }

  get path(): string {
    return this.input.path;
  }

  get passed(): ReadonlyMap<string, TemplateNode> {
    if (this.given) return this.given;
    // Arguments that need the module's own outputs are an error of the caller: they see none.
    this.given = new Map();
    this.given = new Map([...this.input.passed()].map(([name, node]) => [name, this.typed(name, node)]));
    return this.given;
  }

  /** A variable's value with what its type adds. */
  private typed(name: string, node: TemplateNode): TemplateNode {
    const type = this.block('variable', name)?.body['type'];
    const [piece, ...more] = typeof type === 'string' ? hclPieces(type) : [];
    const expression =
      piece && 'expression' in piece && more.length === 0 ? parseExpression(piece.expression) : undefined;
    const environment = this.environment(node, NONE);
    return expression ? withDefaults(node, expression, (fallback) => evaluate(fallback, environment)) : node;
  }

  get parameters(): Map<string, string | undefined> {
    return this.input.parameters;
  }

  called(call: HclBlock): ModuleScope | undefined {
    const name = `${call.labels[0]}${call.instance?.suffix ?? ''}`;
    const known = this.children.get(name);
    if (known) return known;
    const opened = this.input.open?.(this, call);
    if (opened) this.children.set(name, opened);
    return opened;
  }

  blocks(kind: string, ...labels: string[]): readonly HclBlock[] {
    return (this.byKind.get(kind) ?? [])
      .filter((block) => labels.every((label, index) => block.labels[index] === label))
      .flatMap((block) => this.instances(block));
  }

  block(kind: string, ...labels: string[]): HclBlock | undefined {
    return this.blocks(kind, ...labels)[0];
  }

  private instances(block: HclBlock): readonly HclBlock[] {
    const known = this.expanded.get(block);
    if (known) return known;
    // Instances that depend on themselves are an error of the module: they see the block as it is written.
    this.expanded.set(block, [block]);
    const place = { source: block.source, offset: block.offset };
    const made = block.instance ? undefined : instancesOf(block, (argument) => this.node(argument, place));
    const blocks = made ? made.map((instance) => ({ ...block, instance })) : [block];
    this.expanded.set(block, blocks);
    return blocks;
  }

  addressOf(block: HclBlock): string {
    return `${this.prefix}${block.labels.join('.')}${block.instance?.suffix ?? ''}`;
  }

  resourceAt(address: string): HclBlock | undefined {
    return this.blocks('resource').find((block) => this.addressOf(block) === address);
  }

  local(name: string): TemplateNode | undefined {
    const found = this.locals.get(name);
    if (!found) return undefined;
    if (!this.localNodes.has(name)) {
      // A local that needs itself is an error of the module.
      this.localNodes.set(name, undefined);
      this.localNodes.set(name, this.node(found.value, { source: found.block.source, offset: found.block.offset }));
    }
    // Whoever reads the value walks all of it, however often it was shared on the way.
    const node = this.localNodes.get(name);
    return node && this.spend(sizeOf(node)) ? node : undefined;
  }

  defaultOf(name: string): TemplateNode | undefined {
    const block = this.block('variable', name);
    const value = this.input.defaults?.[name] ?? block?.body['default'];
    if (value === undefined || !block) return undefined;
    return this.typed(name, this.node(value, { source: block.source, offset: block.offset }));
  }

  attribute(block: HclBlock, path: string): TemplateNode | undefined {
    const keys = path.split('.');
    const named = keys.findLast((key) => !/^\d+$/.test(key)) ?? '';
    const at = { source: block.source, offset: attributeOffset(block, named) };
    let value: unknown = block.body;
    let bindings = block.instance?.bindings ?? NONE;
    for (const key of keys) {
      if (Array.isArray(value)) value = value[Number(key)];
      // In JSON a block that stands alone is no list.
      else if (/^\d+$/.test(key) && isRecord(value) && !(key in value)) continue;
      else if (isRecord(value)) {
        const made = nestedBlocks(value, key, (argument) => this.node(argument, at, bindings));
        if (made.length > 0 && key === keys.at(-1)) return this.nested(value[key], made, at, bindings);
        bindings = new Map([...bindings, ...(made[0]?.bindings ?? [])]);
        value = value[key] ?? (made[0] && [made[0].content]);
      } else return undefined;
    }
    return value === undefined ? undefined : this.node(value, at, bindings);
  }

  /** Blocks as written and those that `dynamic` makes, in one list. */
  private nested(written: unknown, made: ReturnType<typeof nestedBlocks>, at: Place, bindings: Bindings): TemplateNode {
    const own = Array.isArray(written) ? written : [];
    return listNode(at, [
      ...own.map((value) => this.node(value, at, bindings)),
      ...made.map((one) => this.node(one.content, at, new Map([...bindings, ...one.bindings]))),
    ]);
  }

  node(value: unknown, at: Place, bindings: Bindings = NONE): TemplateNode {
    if (this.depth === 0) this.valueNodes = 0;
    if (this.depth > MAX_DEPTH || !this.spend(1)) return unknown('a value nested too deep', at);
    this.depth += 1;
    try {
      if (typeof value === 'string') return this.text(value, at, bindings);
      if (Array.isArray(value))
        return listNode(
          at,
          value.map((item) => this.node(item, at, bindings)),
        );
      if (!isRecord(value))
        return scalarNode(
          at,
          value === null || value === undefined ? null : typeof value === 'boolean' ? value : String(value),
        );
      return this.map(value, at, bindings);
    } finally {
      this.depth -= 1;
    }
  }

  private map(value: { [key: string]: unknown }, at: Place, bindings: Bindings): TemplateNode {
    const entries = new Map<string, TemplateNode>();
    for (const [key, inner] of Object.entries(value)) {
      if (key !== 'dynamic' || !isRecord(inner))
        entries.set(this.key(key, at, bindings), this.node(inner, at, bindings));
      else
        for (const name of Object.keys(inner)) {
          const made = nestedBlocks(value, name, (argument) => this.node(argument, at, bindings));
          if (made.length > 0) entries.set(name, this.nested(value[name], made, at, bindings));
        }
    }
    return { kind: 'map', entries, keyOffsets: new Map(), source: at.source, offset: at.offset };
  }

  private key(key: string, at: Place, bindings: Bindings): string {
    if (!key.includes('${')) return key;
    const node = this.text(key, at, bindings);
    return node.kind === 'scalar' ? String(node.value) : key;
  }

  private text(text: string, at: Place, bindings: Bindings): TemplateNode {
    const pieces = hclPieces(text);
    const [first] = pieces;
    // `%{ if … }` makes text that is not written there.
    if (pieces.some((piece) => 'text' in piece && /(?<!%)%\{/.test(piece.text))) return unknown(text, at);
    if (pieces.length === 1 && first && 'expression' in first) return this.expression(first.expression, at, bindings);
    return join(
      pieces.map((piece) =>
        'text' in piece ? scalarNode(at, piece.text) : this.expression(piece.expression, at, bindings),
      ),
      '',
      at,
    );
  }

  private expression(text: string, at: Place, bindings: Bindings): TemplateNode {
    const expression = parseExpression(text);
    return expression ? evaluate(expression, this.environment(at, bindings)) : unknown(text.trim(), at);
  }

  /** What expressions at a place of this module are worked out with. */
  environment(at: Place, bindings: Bindings): Environment {
    return {
      at,
      bindings,
      evaluate,
      resolve: (root, keys, environment) => this.bounded(() => resolveReference(this, root, keys, environment)),
      member: (node, name, environment) => memberOf(this, node, name, environment.at),
      spend: (size) => this.spend(size),
      readText: (path) => this.input.readText?.(path),
    };
  }

  private spend(size: number): boolean {
    if (this.nodes + size > MAX_NODES || this.valueNodes + size > MAX_VALUE_NODES) return false;
    this.nodes += size;
    this.valueNodes += size;
    return true;
  }

  /** References lead from one block to another; a circle of them ends here. */
  private bounded(resolve: () => TemplateNode | undefined): TemplateNode | undefined {
    if (this.depth > MAX_DEPTH) return undefined;
    this.depth += 1;
    try {
      return resolve();
    } finally {
      this.depth -= 1;
    }
  }
}
