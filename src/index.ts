/**
 * The library API. Nothing here touches the network or writes a file; importing it has no side effect.
 *
 *     import { analyze, toEnvelope } from 'iam-tighten';
 *     const analysis = await analyze('./fn', { arnContext: { region: 'eu-west-1' } });
 */
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
export type { Bucket, LedgerEntry } from './model/ledger.js';
export type { Evidence, Permission } from './model/permission.js';
export type { NamedPolicy, PolicyDocument, Statement } from './model/policy.js';
export type { SdkCall } from './model/sdk-call.js';
export { UserError } from './model/user-error.js';
export { type AnalyzeOptions, analyze } from './pipeline.js';
export { toEnvelope } from './render/envelope.js';
export { renderPolicy } from './render/policy.js';
