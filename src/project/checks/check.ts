import type { Finding } from '../../model/finding.js';
import type { DeployedResource } from '../../model/function.js';
import type { FunctionSpec } from '../spec.js';

/** What a check may look at beside the function. */
export interface CheckContext {
  resources: { [target: string]: DeployedResource };
  /** Ids of the functions with the same role, this one included. */
  sharedWith: readonly string[];
}

/** A rule about the deployment of one function. */
export type Check = (spec: FunctionSpec, context: CheckContext, report: (finding: Finding) => void) => void;
