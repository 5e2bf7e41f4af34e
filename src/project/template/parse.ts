import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml';
import { UserError } from '../../model/user-error.js';
import type { MapNode, TemplateNode, TemplateSource } from './node.js';
import { parseYaml } from './tolerant-yaml.js';

/** More nodes than any template CloudFormation accepts (1 MB) can hold; stops alias bombs and generated monsters. */
const MAX_NODES = 2_000_000;
const MAX_DEPTH = 200;

/** Keys that are intrinsic functions in long form when they are the only key of a map. */
const isIntrinsicKey = (key: string): boolean =>
  key === 'Ref' || (key.startsWith('Fn::') && !key.startsWith('Fn::ForEach::') && key !== 'Fn::Transform');

/** `!Sub` → `Fn::Sub`; `!Ref` and `!Condition` have no prefix. */
const longName = (tag: string): string =>
  tag === '!Ref' || tag === '!Condition' ? tag.slice(1) : `Fn::${tag.slice(1)}`;

/**
 * Parses YAML or JSON (which is YAML) into template nodes.
 * Throws UserError with the position for text that is not YAML, for several documents in one file and for trees beyond the bounds.
 */
export function parseTemplate(file: string, text: string): TemplateNode {
  const { documents, locate } = parseYaml(text);
  const source: TemplateSource = { file, locate };
  if (documents.length === 0) return { kind: 'map', entries: new Map(), keyOffsets: new Map(), source, offset: 0 };
  const [document, second] = documents;
  const error = document!.errors[0];
  if (error)
    throw new UserError(`Not valid ${file.endsWith('.json') ? 'JSON' : 'YAML'}: ${firstSentence(error.message)}`, {
      location: { file, ...source.locate(error.pos[0]) },
    });
  if (second) {
    throw new UserError('The file holds several YAML documents; a template is one document', {
      location: { file, ...source.locate(second.range?.[0] ?? 0) },
      advice: 'split the file at the `---` line',
    });
  }
  return new Converter(document!, source).convert(document!.contents, 0);
}

const firstSentence = (message: string): string =>
  message
    .split('\n')[0]!
    .replace(/:$/, '')
    .replace(/ at line \d+, column \d+/, '');

class Converter {
  private readonly seen = new Map<Node, TemplateNode>();
  private readonly open = new Set<Node>();

  constructor(
    private readonly document: Document.Parsed,
    private readonly source: TemplateSource,
  ) {}

  convert(node: unknown, depth: number): TemplateNode {
    if (!node) return { kind: 'scalar', value: null, source: this.source, offset: 0 };
    const yaml = node as Node;
    const offset = yaml.range?.[0] ?? 0;
    const known = this.seen.get(yaml);
    if (known) return known;
    if (depth > MAX_DEPTH || this.seen.size > MAX_NODES)
      throw this.fail(
        depth > MAX_DEPTH ? `nested deeper than ${MAX_DEPTH} levels` : `larger than ${MAX_NODES} values`,
        offset,
      );
    if (this.open.has(yaml)) throw this.fail('an anchor that contains itself', offset);
    this.open.add(yaml);
    const converted = isAlias(yaml) ? this.alias(yaml, depth) : this.tagged(yaml, this.plain(yaml, depth));
    this.open.delete(yaml);
    this.seen.set(yaml, converted);
    return converted;
  }

  private alias(alias: Alias, depth: number): TemplateNode {
    const target = alias.resolve(this.document);
    if (!target) throw this.fail(`the alias *${alias.source} names no anchor`, alias.range?.[0] ?? 0);
    return this.convert(target, depth + 1);
  }

  private plain(yaml: Node, depth: number): TemplateNode {
    const base = { source: this.source, offset: yaml.range?.[0] ?? 0 };
    if (isScalar(yaml)) return { kind: 'scalar', value: scalarValue(yaml), ...base };
    if (isSeq(yaml)) return { kind: 'list', items: yaml.items.map((item) => this.convert(item, depth + 1)), ...base };
    const map: MapNode = { kind: 'map', entries: new Map(), keyOffsets: new Map(), ...base };
    if (!isMap(yaml)) return map;
    for (const pair of yaml.items) this.addPair(map, pair, depth);
    return longForm(map);
  }

  private addPair(map: MapNode, pair: Pair, depth: number): void {
    const key = isScalar(pair.key) ? keyText(pair.key) : undefined;
    if (key === undefined) return;
    const value = this.convert(pair.value, depth + 1);
    if (key === '<<') {
      for (const merged of value.kind === 'list' ? value.items : [value]) this.merge(map, merged);
      return;
    }
    map.entries.set(key, value);
    map.keyOffsets.set(key, (pair.key as Node).range?.[0] ?? map.offset);
  }

  /** YAML merge keys: what the map says itself wins, and so does what was merged first. */
  private merge(map: MapNode, merged: TemplateNode): void {
    if (merged.kind !== 'map') return;
    for (const [key, value] of merged.entries) {
      if (map.entries.has(key)) continue;
      map.entries.set(key, value);
      map.keyOffsets.set(key, merged.keyOffsets.get(key) ?? merged.offset);
    }
  }

  private tagged(yaml: Node, plain: TemplateNode): TemplateNode {
    const tag = yaml.tag;
    if (!tag?.startsWith('!') || tag.startsWith('!!')) return plain;
    return { kind: 'intrinsic', name: longName(tag), argument: plain, source: this.source, offset: plain.offset };
  }

  private fail(what: string, offset: number): UserError {
    return new UserError(`The template cannot be read: ${what}`, {
      location: { file: this.source.file, ...this.source.locate(offset) },
    });
  }
}

/** `{ "Fn::Sub": … }` → intrinsic. `{ Condition: X }` is an intrinsic only inside conditions, where the evaluator looks for it. */
function longForm(map: MapNode): TemplateNode {
  if (map.entries.size !== 1) return map;
  const [[name, argument]] = map.entries as unknown as [[string, TemplateNode]];
  if (!isIntrinsicKey(name)) return map;
  return { kind: 'intrinsic', name, argument, source: map.source, offset: map.offset };
}

/** Keeps numbers and timestamps as written. */
function scalarValue(yaml: Scalar): string | boolean | null {
  const { value, source } = yaml;
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  return source ?? String(value);
}

const keyText = (key: Scalar): string =>
  typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
