import { openCatalog } from './catalog/index.js';
import type { Catalog } from './catalog/types.js';
import { messageOf, textOf } from './findings/index.js';
import { type Mode, merge } from './merge/index.js';
import { type Boundary, boundary, type Headroom, minimize, type PolicyShape } from './minimize/index.js';
import type { Analysis, FunctionAnalysis } from './model/analysis.js';
import type { ArnContext } from './model/arn.js';
import type { Finding } from './model/finding.js';
import type { LambdaFunction, Project } from './model/function.js';
import type { Permission } from './model/permission.js';
import type { UsageFile } from './model/usage.js';
import { UserError } from './model/user-error.js';
import { type ReadOptions, readProject, repositoryBoundary } from './project/index.js';
import { exportsOf, moduleValue, ProjectFiles, traceFunction } from './static/index.js';

export interface AnalyzeOptions extends Omit<ReadOptions, 'exportsOf' | 'objectOf' | 'context' | 'catalog'> {
  arnContext: ArnContext;
  /** Only these functions, by id. */
  functions?: readonly string[];
  /** Fill condition keys the calls decide. */
  conditions?: boolean;
  /** Compact, split or relaxed policies. */
  shape?: PolicyShape;
  /** Also make a permissions boundary, with this headroom. */
  boundary?: Headroom;
  /** The account's history: with it, `mode` decides about what was not seen in use. */
  history?: { usage: UsageFile; mode: Mode; role?: string; deployedAt?: string; minimumDays?: number };
  /** What people want to keep for a function, whatever the witnesses say. */
  keep?(fn: LambdaFunction, project: Project): { permissions: Permission[]; findings: Finding[] };
  /** Told about each step, for progress on a terminal. */
  onStep?(step: string): void;
}

/**
 * The whole tool as prose: project → calls → permissions → policies. Each value is plain and serialisable. A function that cannot be
 * traced is an error finding and the others are analysed; throws UserError when none can.
 */
export async function analyze(path: string, options: AnalyzeOptions): Promise<Analysis> {
  const catalog = openCatalog();
  const { arnContext, onStep } = options;
  onStep?.('reading the project');
  const project = await readProject(path, {
    ...options,
    exportsOf,
    objectOf: moduleValue,
    catalog,
    context: arnContext,
  });
  const repository = repositoryBoundary(project.root);
  const shared: Shared = { project, repository, files: new ProjectFiles(repository), catalog };
  const wanted = selectFunctions(project, options.functions);
  const functions: FunctionAnalysis[] = [];
  const findings = [...project.findings];
  for (const fn of wanted) {
    onStep?.(`tracing ${fn.id}`);
    try {
      functions.push(analyzeFunction(fn, shared, options));
    } catch (error) {
      if (!(error instanceof UserError) || wanted.length === 1) throw error;
      findings.push(notTraced(fn, error));
    }
  }
  if (functions.length === 0) throw nothingToSay(findings);
  return { project: { ...project, findings }, catalogVersion: catalog.version, arnContext, functions };
}

/** What the functions of a project have in common. */
interface Shared {
  project: Project;
  /** Folder up to which imports may lead. */
  repository: string;
  files: ProjectFiles;
  catalog: Catalog;
}

function analyzeFunction(fn: LambdaFunction, shared: Shared, options: AnalyzeOptions): FunctionAnalysis {
  const { project, repository, files, catalog } = shared;
  const trace = traceFunction({
    root: project.root,
    boundary: repository,
    handler: fn.handler,
    environment: fn.environment,
    catalog,
    files,
    ...(fn.virtualFiles && { virtualFiles: fn.virtualFiles }),
  });
  const kept = options.keep?.(fn, project);
  const merged = merge({
    fn,
    project,
    catalog,
    calls: trace.calls,
    ledger: trace.ledger,
    options: { conditions: options.conditions ?? false },
    ...(options.history && { history: options.history }),
    ...(kept && { kept: kept.permissions }),
  });
  const minimized = minimize(merged.permissions, {
    arnContext: options.arnContext,
    name: policyName(fn),
    catalog,
    ...options.shape,
  });
  const envelope = options.boundary && boundaryOf(fn, merged.permissions, catalog, options);
  return {
    fn,
    calls: trace.calls,
    permissions: merged.permissions,
    policies: minimized.policies,
    ...(envelope && { boundary: envelope.policy }),
    findings: [
      ...trace.findings,
      ...merged.findings,
      ...(kept?.findings ?? []),
      ...minimized.findings,
      ...(envelope?.findings ?? []),
    ],
    ledger: merged.ledger,
    files: trace.files,
  };
}

function boundaryOf(
  fn: LambdaFunction,
  permissions: readonly Permission[],
  catalog: Catalog,
  { arnContext, boundary: headroom }: AnalyzeOptions,
): Boundary {
  return boundary(permissions, { arnContext, name: `${fn.id}-boundary`, catalog, ...(headroom && { headroom }) });
}

/** One broken function must not hide the others, and must not be overlooked either. */
function notTraced(fn: LambdaFunction, error: UserError): Finding {
  const location = error.location ?? fn.declaredAt;
  const args = { function: fn.id, why: error.message };
  return { ruleId: 'IT103', level: 'error', args, ...(location && { location }) };
}

/** No function could be analysed: the first of the gravest findings says why. */
function nothingToSay(findings: readonly Finding[]): UserError {
  const [first] = [
    ...WHY_NOT.flatMap((rule) => findings.find(({ ruleId }) => ruleId === rule) ?? []),
    ...LEVELS.flatMap((wanted) => findings.find(({ level }) => level === wanted) ?? []),
  ];
  if (!first) return new UserError('there is no function in the project');
  const { advice } = messageOf(first.ruleId);
  const others = findings.filter(({ ruleId }) => ruleId === first.ruleId).length - 1;
  const more = others > 0 ? ` (and ${others} more like it)` : '';
  return new UserError(`${textOf(first)}${more}`, { advice, ...(first.location && { location: first.location }) });
}

/** Findings that say why a function is not analysed: a file that cannot be read, no handler, no code, an image, another language. */
const WHY_NOT: readonly string[] = ['IT305', 'IT302', 'IT301', 'IT303', 'IT304'];

const LEVELS: readonly Finding['level'][] = ['error', 'warning', 'note'];

function selectFunctions(project: Project, wanted: readonly string[] | undefined): LambdaFunction[] {
  if (!wanted?.length) return project.functions;
  return wanted.map((id) => {
    const found = project.functions.find((fn) => fn.id === id);
    if (found) return found;
    const known = project.functions.map((fn) => fn.id).join(', ') || 'none';
    throw new UserError(`there is no function ${id} in the project`, { advice: `choose one of: ${known}` });
  });
}

/** IAM allows letters, digits and `+=,.@_-` in policy names: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const policyName = (fn: LambdaFunction): string => `${fn.id.replace(/[^\w+=,.@-]+/g, '-')}-policy`.slice(-128);
