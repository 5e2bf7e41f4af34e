import type { ArnContext } from './arn.js';
import type { Finding } from './finding.js';
import type { LambdaFunction, Project } from './function.js';
import type { LedgerEntry } from './ledger.js';
import type { Permission } from './permission.js';
import type { NamedPolicy } from './policy.js';
import type { SdkCall } from './sdk-call.js';

/** Everything the pipeline found out about a project: what every output format is rendered from. */
export interface Analysis {
  project: Project;
  catalogVersion: string;
  arnContext: ArnContext;
  functions: FunctionAnalysis[];
}

export interface FunctionAnalysis {
  fn: LambdaFunction;
  calls: SdkCall[];
  permissions: Permission[];
  policies: NamedPolicy[];
  boundary?: NamedPolicy;
  /** `policies` with pseudo parameters left as `${AWS::Region}`: what template languages print. Filled when a format asks for it. */
  templatePolicies?: NamedPolicy[];
  findings: Finding[];
  ledger: LedgerEntry[];
  /** Files the static pass loaded, relative to the root. */
  files: string[];
}
