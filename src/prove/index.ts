export type {
  AccessRequest,
  ActionCatalog,
  DecidingStatement,
  Decision,
  InclusionOptions,
  InclusionResult,
  PolicySet,
  RequestContext,
  RequestPrincipal,
  Witness,
} from './types.js';

import type { PolicyDocument } from '../model/policy.js';
import type { AccessRequest, ActionCatalog, Decision, InclusionOptions, InclusionResult, PolicySet } from './types.js';

export declare function includes(
  inner: PolicyDocument | PolicySet,
  outer: PolicyDocument | PolicySet,
  options?: InclusionOptions,
): InclusionResult;
export declare function simulate(request: AccessRequest, policies: PolicyDocument | PolicySet): Decision;
export declare function matchesAction(pattern: string, action: string): boolean;
export declare function matchesArn(pattern: string, arn: string): boolean;
export declare function globIncludes(outer: string, inner: string): boolean;
export declare function actionsOf(pattern: string, catalog: ActionCatalog): string[];
