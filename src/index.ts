/**
 * The library API. Nothing here touches the network or writes a file; importing it has no side effect. docs/library.md shows each export.
 *
 *     import { analyze, render } from 'iam-tighten';
 *     const analysis = await analyze('./fn', { arnContext: { region: 'eu-west-1' } });
 *     console.log(await render(analysis, 'policy'));
 */
import type { Analysis } from './model/analysis.js';
import { type AnalyzeOptions as RunOptions, analyze as run } from './pipeline.js';

export { messageOf, textOf } from './findings/index.js';
export { boundary, compare, diff, formats, readUsageFile, render, toEnvelope, validate } from './library.js';
export type { Boundary, BoundaryLine, Headroom } from './minimize/index.js';
export type { Analysis, FunctionAnalysis } from './model/analysis.js';
export type { ArnContext, Resolution } from './model/arn.js';
export type {
  Envelope,
  EvidenceEnvelope,
  FindingEnvelope,
  FunctionEnvelope,
  PermissionEnvelope,
  UnresolvedEnvelope,
} from './model/envelope.js';
export type { Finding, FindingLevel } from './model/finding.js';
export type { LambdaFunction, Project } from './model/function.js';
export type { Bucket, LedgerEntry } from './model/ledger.js';
export type { SourceLocation } from './model/location.js';
export type { Evidence, Permission } from './model/permission.js';
export type { NamedPolicy, PolicyDocument, Statement } from './model/policy.js';
export type { SdkCall } from './model/sdk-call.js';
export type { RoleUsage, Usage, UsageFile } from './model/usage.js';
export { UserError } from './model/user-error.js';
export type { DiffRow, PolicyDiff } from './prove/diff.js';
export type { AccessRequest, Decision, InclusionResult, PolicySet, Witness } from './prove/index.js';
export { simulate } from './prove/index.js';
export { renderPolicy } from './render/policy.js';
export { toolVersion } from './tool-version.js';
export type { PolicyFinding, PolicyType } from './validate/index.js';

/** Options of `analyze`: all may be left out. Without `arnContext`, account and Region are `*` in their own fields. */
export type AnalyzeOptions = Partial<RunOptions>;

/**
 * Reads a function folder, file, zip or project and works out what each function needs. Executes nothing of it. Throws UserError for what
 * the user can mend; anything else that is thrown is a bug of ours.
 */
export const analyze = (path: string, options: AnalyzeOptions = {}): Promise<Analysis> =>
  run(path, { ...options, arnContext: options.arnContext ?? {} });
