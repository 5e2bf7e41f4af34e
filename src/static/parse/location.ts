import type { SourceLocation } from '../../model/location.js';
import type { ts } from './ast.js';

/** Where a node starts, without its leading comments. Source files are named by their path relative to the root. */
export function locationOf(node: ts.Node): SourceLocation {
  const source = node.getSourceFile();
  return locationAt(source, node.kind === source.kind ? 0 : node.getStart(source));
}

export function locationAt(source: ts.SourceFile, position: number): SourceLocation {
  const { line, character } = source.getLineAndCharacterOfPosition(position);
  return { file: source.fileName, line: line + 1, column: character + 1 };
}

/** The first line of a node's text, shortened to `limit` characters, for people. */
export function excerptOf(node: ts.Node, limit = 60): string {
  const source = node.getSourceFile();
  const text = source.text.slice(node.getStart(source), Math.min(node.end, node.getStart(source) + 4 * limit));
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > limit ? `${flat.slice(0, limit - 1)}…` : flat;
}
