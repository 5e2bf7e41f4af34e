import type { TemplateNode } from '../template/node.js';
import type { Attributes, HclBlock } from './hcl.js';

/** A module as references see it. */
export interface ModuleView extends Attributes {
  /** `module.orders.` or empty: what addresses of this module begin with. */
  readonly prefix: string;
  /** The module's folder relative to the root module's. */
  readonly path: string;
  readonly passed: ReadonlyMap<string, TemplateNode>;
  /** Variables nobody gave a value, with their defaults. */
  readonly parameters: Map<string, string | undefined>;
  /** The module that one of its `module` blocks calls. */
  called(call: HclBlock): ModuleView | undefined;
  /** The blocks of a kind that begin with these labels; those with `for_each` or `count` as their instances. */
  blocks(kind: string, ...labels: string[]): readonly HclBlock[];
  /** The first of them. */
  block(kind: string, ...labels: string[]): HclBlock | undefined;
  addressOf(block: HclBlock): string;
  resourceAt(address: string): HclBlock | undefined;
  local(name: string): TemplateNode | undefined;
  /** What a variable is when the caller passes nothing. */
  defaultOf(name: string): TemplateNode | undefined;
}
