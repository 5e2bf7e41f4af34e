import type { SourceLocation } from '../../model/location.js';
import { ts } from './ast.js';
import { locationAt } from './location.js';

export interface SyntaxProblem {
  message: string;
  location: SourceLocation;
}

/** One parsed file. `problems` are syntax errors; the tree is what the parser could make of the rest. */
export interface ParsedFile {
  file: string;
  source: ts.SourceFile;
  problems: readonly SyntaxProblem[];
  /** True for TypeScript: unused imports are dropped by its compiler and never run. */
  typescript: boolean;
}

const KINDS: { readonly [extension: string]: ts.ScriptKind } = {
  js: ts.ScriptKind.JSX,
  mjs: ts.ScriptKind.JSX,
  cjs: ts.ScriptKind.JSX,
  jsx: ts.ScriptKind.JSX,
  ts: ts.ScriptKind.TS,
  mts: ts.ScriptKind.TS,
  cts: ts.ScriptKind.TS,
  tsx: ts.ScriptKind.TSX,
};

/** Extensions of files the engine reads as code, in the order in which TypeScript looks for them. */
export const SOURCE_EXTENSIONS = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'] as const;

export const extensionOf = (file: string): string => file.slice(file.lastIndexOf('.') + 1).toLowerCase();

/**
 * Parses one file. Never throws on bad input: what cannot be parsed, even by nesting too deep for the parser's stack, is an empty tree
 * with a problem.
 */
export function parseSource(file: string, text: string): ParsedFile {
  const extension = extensionOf(file);
  const kind = KINDS[extension] ?? ts.ScriptKind.JSX;
  const typescript = extension === 'ts' || extension === 'tsx' || extension === 'mts' || extension === 'cts';
  try {
    const source = createSource(file, text, kind);
    return { file, source, problems: problemsOf(source), typescript };
  } catch (error) {
    const source = createSource(file, '', kind);
    const message = error instanceof RangeError ? 'nested too deep to parse' : String(error);
    return { file, source, problems: [{ message, location: { file, line: 1, column: 1 } }], typescript };
  }
}

function createSource(file: string, text: string, kind: ts.ScriptKind): ts.SourceFile {
  // JSDoc types are a second opinion in plain JavaScript only; parsing every comment costs time.
  const documented = kind === ts.ScriptKind.JSX && /@(?:type|param)\s*\{/.test(text);
  const jsDocParsingMode = documented ? ts.JSDocParsingMode.ParseAll : ts.JSDocParsingMode.ParseNone;
  const options = { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode };
  return ts.createSourceFile(file, text, options, true, kind);
}

/** Syntax errors only: the parser keeps them on the tree, but its public types do not list the member. */
function problemsOf(source: ts.SourceFile): SyntaxProblem[] {
  const diagnostics = (source as unknown as { parseDiagnostics?: ts.DiagnosticWithLocation[] }).parseDiagnostics ?? [];
  return diagnostics
    .filter((one) => one.category === ts.DiagnosticCategory.Error)
    .map((one) => ({
      message: ts.flattenDiagnosticMessageText(one.messageText, ' '),
      location: locationAt(source, one.start),
    }));
}
