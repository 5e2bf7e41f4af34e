import type { Rule } from '../types.js';
import { actions } from './actions.js';
import { arns } from './arns.js';
import { attachedResource } from './attached-resource.js';
import { conditionKeys } from './condition-keys.js';
import { conditionOperators } from './condition-operators.js';
import { conditionValues } from './condition-values.js';
import { dataTypes } from './data-types.js';
import { elements } from './elements.js';
import { keysAndActions } from './keys-and-actions.js';
import { knownValues } from './known-values.js';
import { oidcTrust } from './oidc-trust.js';
import { pairedKeys } from './paired-keys.js';
import { principals } from './principals.js';
import { redundantStatement } from './redundant-statement.js';
import { riskyGrants } from './risky-grants.js';
import { scp } from './scp.js';
import { servicePrincipals } from './service-principals.js';
import { sids } from './sids.js';
import { size } from './size.js';
import { tagKeys } from './tag-keys.js';
import { trustPolicy } from './trust-policy.js';
import { variables } from './variables.js';
import { version } from './version.js';

/** The checks AWS has too, in no particular order: findings are sorted by place. */
export const AWS_RULES: readonly Rule[] = [
  elements,
  dataTypes,
  version,
  sids,
  actions,
  arns,
  variables,
  conditionKeys,
  conditionOperators,
  conditionValues,
  knownValues,
  keysAndActions,
  tagKeys,
  pairedKeys,
  riskyGrants,
  principals,
  servicePrincipals,
  trustPolicy,
  oidcTrust,
  attachedResource,
  scp,
  size,
  redundantStatement,
];
