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
 * Parses YAML as CloudFormation's own parser takes it: lines of a flow collection (`[`, `{`) and of a quoted text may be indented less than
 * the block around them, which the YAML specification forbids. Such lines are moved to the right, and positions on them moved back.
 * A text that has other errors too is told about them as it stands.
 */
export function parseYaml(text: string): ParsedYaml {
  const moved = new Set<number>();
  const asGiven = parseOnce(text);
  let current = { text, ...asGiven };
  for (;;) {
    const line = lineToMove(current.documents, current.lines);
    const giveUp =
      line === undefined || moved.has(line) || moved.size >= MAX_REPAIRS || text.length > MAX_REPAIRED_LENGTH;
    if (giveUp) {
      const isRepaired = current.documents.every(({ errors }) => errors.length === 0);
      return isRepaired
        ? { documents: current.documents, locate: locator(current.lines, moved) }
        : { documents: asGiven.documents, locate: locator(asGiven.lines, new Set()) };
    }
    moved.add(line);
    const start = current.lines.lineStarts[line - 1] ?? current.text.length;
    const next = current.text.slice(0, start) + ' '.repeat(INDENT) + current.text.slice(start);
    current = { text: next, ...parseOnce(next) };
  }
}

/** The line that stands too far left, if that is the first problem. Inside a quoted text it is the one after the place where it seems to end. */
function lineToMove(documents: readonly Document.Parsed<ParsedNode>[], lines: LineCounter): number | undefined {
  const [problem] = documents.flatMap(({ errors }) => errors);
  if (problem?.code === 'BAD_INDENT' && problem.message.startsWith('Flow ')) return lines.linePos(problem.pos[0]).line;
  if (problem?.code !== 'MISSING_CHAR' || !/^Missing closing ["']/.test(problem.message)) return undefined;
  const next = lines.linePos(problem.pos[0]).line + 1;
  return next <= lines.lineStarts.length ? next : undefined;
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
