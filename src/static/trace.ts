import type { Finding } from '../model/finding.js';
import { compareLocations } from '../model/location.js';
import { UserError } from '../model/user-error.js';
import { runFunction } from './interpret/run.js';
import { reconcile } from './ledger.js';
import { originalsOf } from './parse/bundle/source-map.js';
import type { FileProblem } from './parse/file-access.js';
import type { ParsedFile } from './parse/parse-source.js';
import { normalizePath } from './parse/paths.js';
import { ProjectFiles } from './parse/project-files.js';
import { fileFrom, pathBelow, rebasePlaces } from './rebase.js';
import { createSdkModules } from './sdk/index.js';
import type { TraceInput, TraceResult } from './types.js';

/** Syntax errors of one file that are worth telling. */
const MAX_PROBLEMS_PER_FILE = 3;

/**
 * Traces one function from its configured handler: the calls it can make, and a ledger with every SDK site of the loaded code. Files are
 * read from the repository the project is part of (`boundary`); every place in the answer is relative to the project's root.
 * @throws UserError when the handler's file cannot be read or parsed, or does not export the handler.
 */
export function traceFunction(input: TraceInput): TraceResult {
  const outer = input.boundary ?? input.root;
  const prefix = pathBelow(outer, input.root);
  try {
    return rebasePlaces(traceWithin(outer, prefix, input), prefix);
  } catch (error) {
    if (!(error instanceof UserError) || !error.location) throw error;
    const location = rebasePlaces(error.location, prefix);
    throw new UserError(error.message, { location, ...(error.advice && { advice: error.advice }) });
  }
}

/** The trace with places relative to `outer`, in which the project is the folder `prefix`. */
function traceWithin(outer: string, prefix: string, input: TraceInput): TraceResult {
  const { environment, catalog, budget } = input;
  const inProject = (file: string): string => normalizePath(`${prefix}/${file}`);
  const virtual = Object.entries(input.virtualFiles ?? {}).map(([file, text]) => [inProject(file), text] as const);
  const built =
    input.files && virtual.length === 0 ? input.files : new ProjectFiles(outer, Object.fromEntries(virtual));
  const configured = { ...input.handler, file: inProject(input.handler.file) };
  // A bundle that carries its sources is read through them: places are those the user knows.
  const originals = originalsOf(built, configured);
  const files = originals ? new ProjectFiles(outer, { ...Object.fromEntries(virtual), ...originals.files }) : built;
  const handler = originals?.handler ?? configured;
  const externals = createSdkModules(catalog);
  const run = runFunction({ files, externals, environment, handler, ...(budget !== undefined && { budget }) });
  const loaded = run.modules.map((module) => module.parsed);
  const executed = new Set(run.modules.filter((one) => one.status !== 'new').map((one) => one.parsed));
  const ledger = reconcile({
    catalog,
    files,
    loaded,
    calls: run.calls,
    reports: run.reports,
    reached: (node) => run.reached.has(node),
    executed: (file) => executed.has(file),
    budgetExceeded: run.exceeded,
  });
  const findings = [...loaded.flatMap(syntaxFindings), ...unreadableFindings(run.unreadable, prefix)];
  return {
    calls: run.calls,
    ledger,
    findings: findings.sort((a, b) => (a.location && b.location ? compareLocations(a.location, b.location) : 0)),
    files: loaded.map((one) => fileFrom(prefix, one.file)).sort(),
  };
}

/** A file that does not parse may hide calls: that is said, never passed over. */
function syntaxFindings(parsed: ParsedFile): Finding[] {
  return parsed.problems.slice(0, MAX_PROBLEMS_PER_FILE).map(({ message, location }) => ({
    ruleId: 'IT101',
    level: 'error',
    args: { message },
    location,
  }));
}

/** Files that code imports and nobody can read: too large, binary, or outside the root. */
function unreadableFindings(unreadable: ReadonlyMap<string, FileProblem>, prefix: string): Finding[] {
  return [...unreadable]
    .filter(([, problem]) => problem !== 'missing')
    .map(([file, problem]) => ({
      ruleId: 'IT102',
      level: 'warning',
      args: { file: fileFrom(prefix, file), problem },
      location: { file, line: 1, column: 1 },
    }));
}
