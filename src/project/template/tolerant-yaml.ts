import { type Document, LineCounter, type ParsedNode, parseAllDocuments } from 'yaml';

/** Deeper than any block: where a bracket line is moved so that the parser takes it as a part of the flow collection. */
const INDENT = 200;
const MAX_REPAIRS = 100;
const MAX_REPAIRED_LENGTH = 1024 * 1024;

export interface ParsedYaml {
  documents: Document.Parsed<ParsedNode>[];
  /** Line and column in the text as it was given; both count from 1. */
  locate(offset: number): { line: number; column: number };
}

/**
 * Parses YAML as CloudFormation's own parser takes it: lines of a flow collection (`[`, `{`) may be indented less than the block around
 * them, which the YAML specification forbids. Such lines are moved to the right, and positions on them moved back.
 */
export function parseYaml(text: string): ParsedYaml {
  const moved = new Set<number>();
  let current = text;
  for (;;) {
    const { documents, lines } = parseOnce(current);
    const problem = documents
      .flatMap((document) => document.errors)
      .find(({ code, message }) => code === 'BAD_INDENT' && message.startsWith('Flow '));
    const line = problem && lines.linePos(problem.pos[0]).line;
    const giveUp =
      line === undefined || moved.has(line) || moved.size >= MAX_REPAIRS || text.length > MAX_REPAIRED_LENGTH;
    if (giveUp) return { documents, locate: locator(lines, moved) };
    moved.add(line);
    const start = lines.lineStarts[line - 1]!;
    current = current.slice(0, start) + ' '.repeat(INDENT) + current.slice(start);
  }
}

function parseOnce(text: string): { documents: Document.Parsed<ParsedNode>[]; lines: LineCounter } {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
    uniqueKeys: false,
  });
  return { documents: Array.isArray(documents) ? documents : [], lines };
}

const locator =
  (lines: LineCounter, moved: ReadonlySet<number>) =>
  (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, moved.has(line) ? col - INDENT : col) };
  };
