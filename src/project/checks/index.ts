import type { Finding } from '../../model/finding.js';
import type { FunctionSpec } from '../spec.js';
import type { Check, CheckContext } from './check.js';
import { plainEnvironment, secrets } from './environment.js';
import { invokers, noDeadLetter, unknownSource } from './invocation.js';
import { administrator, noBoundary, sharedRole, unknownManaged, wildcardGrant } from './role.js';
import { deprecatedRuntime, extensions, unsignedCode } from './runtime.js';

const CHECKS: readonly Check[] = [
  sharedRole,
  administrator,
  wildcardGrant,
  unknownManaged,
  noBoundary,
  invokers,
  noDeadLetter,
  unknownSource,
  secrets,
  plainEnvironment,
  deprecatedRuntime,
  unsignedCode,
  extensions,
];

/** Runs every check on a function. */
export function checkFunction(spec: FunctionSpec, context: CheckContext, report: (finding: Finding) => void): void {
  for (const check of CHECKS) check(spec, context, report);
}
