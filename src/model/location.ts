/** A place in a file of the analysed project. `file` is relative to the project root with forward slashes; `line` and `column` count from 1. */
export interface SourceLocation {
  file: string;
  line: number;
  column: number;
}

/** Total order by file, line, column: every printed list of places is sorted by it. */
export function compareLocations(a: SourceLocation, b: SourceLocation): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column;
}
