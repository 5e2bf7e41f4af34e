import path from 'node:path';
import type { Finding } from '../../model/finding.js';
import { UserError } from '../../model/user-error.js';
import type { ProjectFiles } from '../files.js';
import { child, entriesOf, locationOf, type MapNode, scalarOf, type TemplateNode } from '../template/node.js';
import { parseTemplate } from '../template/parse.js';
import { expandLoop, isLoop } from './for-each.js';

const MAX_DEPTH = 100;

/**
 * Replaces what only adds text to a template: `AWS::Include` of files in the project, and `Fn::ForEach` over literal lists.
 * Returns the same node when nothing was replaced.
 */
export function expand(root: TemplateNode, files: ProjectFiles, report: (finding: Finding) => void): TemplateNode {
  return new Expander(files, report, root).node(root, 0);
}

class Expander {
  private readonly done = new Map<TemplateNode, TemplateNode>();

  constructor(
    private readonly files: ProjectFiles,
    private readonly report: (finding: Finding) => void,
    private readonly root: TemplateNode,
  ) {}

  node(node: TemplateNode, depth: number): TemplateNode {
    if (node.kind === 'scalar' || depth > MAX_DEPTH) return node;
    const known = this.done.get(node);
    if (known) return known;
    const result = this.children(node, depth + 1);
    this.done.set(node, result);
    return result;
  }

  private children(node: TemplateNode, depth: number): TemplateNode {
    if (node.kind === 'map') return this.map(node, depth);
    if (node.kind === 'list') {
      const items = node.items.map((item) => this.node(item, depth));
      return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
    }
    if (node.kind !== 'intrinsic') return node;
    // The short form `!Transform { Name: AWS::Include, … }` as the whole value.
    if (node.name === 'Fn::Transform') return this.included(node.argument) ?? node;
    const argument = this.node(node.argument, depth);
    return argument === node.argument ? node : { ...node, argument };
  }

  private map(map: MapNode, depth: number): TemplateNode {
    const out: MapNode = { ...map, entries: new Map(), keyOffsets: new Map(map.keyOffsets) };
    let changed = false;
    for (const [key, value] of map.entries) {
      const replaced = this.entry(key, value, depth);
      if (replaced) changed = true;
      for (const [name, node] of replaced ?? [[key, this.node(value, depth)] as const]) {
        changed ||= node !== value;
        out.entries.set(name, node);
        if (!out.keyOffsets.has(name)) out.keyOffsets.set(name, map.keyOffsets.get(key) ?? map.offset);
      }
    }
    return changed ? out : map;
  }

  /** Entries that stand in place of this one, or undefined when it stays. */
  private entry(key: string, value: TemplateNode, depth: number): (readonly [string, TemplateNode])[] | undefined {
    if (isLoop(key))
      return expandLoop(value, this.root, this.report)?.map(([name, node]) => [name, this.node(node, depth)] as const);
    if (key !== 'Fn::Transform') return undefined;
    const included = this.included(value);
    return included && entriesOf(this.node(included, depth));
  }

  private included(transform: TemplateNode): TemplateNode | undefined {
    if (scalarOf(child(transform, 'Name')) !== 'AWS::Include') return undefined;
    const location = scalarOf(child(transform, 'Parameters', 'Location'));
    const from = transform.source.file;
    const file =
      location && !/^(https?|s3):/i.test(location)
        ? this.files.referred(path.posix.dirname(from), location)
        : undefined;
    const missing = (name: string) =>
      this.report({
        ruleId: 'IT308',
        level: 'warning',
        args: { name: 'AWS::Include', file: name },
        location: locationOf(transform),
      });
    const text = file === undefined || file === from ? undefined : this.files.read(file);
    if (file === undefined || text === undefined) {
      missing(location ?? 'a location known only when deployed');
      return undefined;
    }
    try {
      return parseTemplate(file, text);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.report({
        ruleId: 'IT305',
        level: 'error',
        args: { problem: error.message },
        location: error.location ?? locationOf(transform),
      });
      return undefined;
    }
  }
}
