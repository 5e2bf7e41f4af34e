import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import { UserError } from '../../model/user-error.js';
import { lineEndOf } from '../splice.js';

/** A template that is going to be edited: its text, and the tree with the place of every node. */
export interface YamlFile {
  file: string;
  text: string;
  document: Document.Parsed;
  root: YAMLMap;
  lineEnd: string;
  /** True when the whole file is JSON. */
  json: boolean;
  lineOf(offset: number): number;
}

/** Throws UserError when the text is no longer a template. */
export function openYaml(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
    uniqueKeys: false,
    strict: false,
  });
  const root = document.contents;
  if (!isMap(root)) throw new UserError(`${file} is not a template any more`, { advice: 'run the command again' });
  return {
    file,
    text,
    document,
    root,
    lineEnd: lineEndOf(text),
    json: root.flow === true,
    lineOf: (offset) => Math.max(1, lines.linePos(offset).line),
  };
}

/** A key of a map with the nodes of both, as written; undefined when the map does not have it itself (merge keys do not count). */
export interface FoundPair {
  map: YAMLMap;
  key: Node;
  value: Node | null;
}

export function pairOf(map: Node | null | undefined, name: string): FoundPair | undefined {
  if (!isMap(map)) return undefined;
  const pair = (map.items as Pair<Node, Node | null>[]).find(({ key }) => isScalar(key) && key.value === name);
  return pair && { map, key: pair.key, value: pair.value };
}

/** The pair at the end of a path of keys. */
export function pairAt(root: YAMLMap, path: readonly string[]): FoundPair | undefined {
  let map: Node | null = root;
  let found: FoundPair | undefined;
  for (const name of path) {
    found = pairOf(map, name);
    if (!found) return undefined;
    map = found.value;
  }
  return found;
}

export const startOf = (node: Node): number => node.range![0];
/** End of the value itself: comments after a scalar or a flow collection are not in it. */
export const endOf = (node: Node): number => node.range![1];

/** Column of a key, from 0. */
export const columnOf = ({ text }: YamlFile, node: Node): number =>
  startOf(node) - (text.lastIndexOf('\n', startOf(node) - 1) + 1);

export const isBlock = (node: Node | null): boolean => (isMap(node) || isSeq(node)) && node.flow !== true;

/** Why a node must not be replaced: an anchor in it that is used elsewhere. Undefined when it may. */
export function sharedAnchor({ document }: YamlFile, node: Node): string | undefined {
  const anchors = new Set<string>();
  const inside = new Set<unknown>();
  visit(node as never, {
    Node(_, child) {
      inside.add(child);
      if ('anchor' in child && typeof child.anchor === 'string') anchors.add(child.anchor);
    },
    Alias(_, child) {
      inside.add(child);
    },
  });
  let shared: string | undefined;
  visit(document, {
    Alias(_, alias) {
      if (isAlias(alias) && anchors.has(alias.source) && !inside.has(alias)) shared ??= alias.source;
    },
  });
  return shared;
}
