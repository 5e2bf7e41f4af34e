import type { Rule } from '../types.js';
import { arnTraps } from './arn-traps.js';
import { escalations } from './escalations.js';
import { keysOfGlobs } from './keys-of-globs.js';
import { noOpPairs } from './no-op-pairs.js';
import { operationNames } from './operation-names.js';
import { reachability } from './reachability.js';
import { resourceControl } from './resource-control.js';
import { text } from './text.js';
import { wideResources } from './wide-resources.js';

/** The checks AWS does not have. */
export const OWN_RULES: readonly Rule[] = [
  arnTraps,
  escalations,
  keysOfGlobs,
  noOpPairs,
  operationNames,
  reachability,
  resourceControl,
  text,
  wideResources,
];
