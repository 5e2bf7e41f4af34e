export { actionsOf, matchesAction } from './action-pattern.js';
export { matchesArn } from './arn-pattern.js';
export { globIncludes } from './glob-includes.js';
export { includes } from './includes.js';
export { normalize } from './policy/normalize.js';
export { simulate } from './simulate.js';
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
