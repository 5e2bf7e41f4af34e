import type { Finding } from '../model/finding.js';
import type { Permission } from '../model/permission.js';
import type { NamedPolicy } from '../model/policy.js';
import { assemble } from './assemble.js';
import { coverAll } from './cover-all.js';
import { fitQuota, tooLarge } from './fit-quota.js';
import { normalize } from './normalize.js';
import { plainBlocks } from './plain-blocks.js';
import { rejectedCharacters } from './rejected-characters.js';
import { relax } from './relax.js';
import type { Block, Grant, MinimizedPolicy, MinimizeOptions, Widening } from './types.js';

import { verify } from './verify.js';

export { boundary, companionsOf } from './boundary/index.js';
export type * from './boundary/types.js';
export { type Drift, findDrift } from './drift.js';
export { QUOTAS, sizeOfDocument } from './quotas.js';
export type * from './types.js';

/**
 * Permissions → the shortest policies that allow exactly them, proved before they are returned. Order, doubles and evidence of the input
 * do not matter. Beyond the needs nothing is allowed, except what `relax` lists as widenings. What does not fit AWS's quotas comes back
 * whole, with an error finding. Throws when the proof fails: our bug.
 */
export function minimize(permissions: readonly Permission[], options: MinimizeOptions): MinimizedPolicy {
  const needed = normalize(permissions, options.arnContext, options.catalog);
  const exact = coverAll(needed);
  const fitted = fitBlocks(exact, options) ?? relaxToFit(exact, options) ?? refuse(exact, options);
  const proof = verify(needed, documentsOf(fitted.policies), fitted.widenings, options.catalog);
  const result = proof.answer === 'proved' ? fitted : printPlain(needed, options, proof.why);
  const findings = [...rejectedCharacters(permissions, options.arnContext), ...result.findings];
  return { ...result, findings, catalogVersion: options.catalog.version };
}

interface Fitted {
  policies: NamedPolicy[];
  widenings: Widening[];
  findings: Finding[];
}

function fitBlocks(blocks: readonly Block[], options: MinimizeOptions, widenings: Widening[] = []): Fitted | undefined {
  const fitted = fitQuota(assemble(blocks, options), options);
  return fitted && { ...fitted, widenings };
}

/** The exact policy with one more of the least risky over-grants at a time, until it fits. */
function relaxToFit(exact: readonly Block[], options: MinimizeOptions): Fitted | undefined {
  if (!options.relax) return undefined;
  for (const { blocks, widenings } of relax(exact, options.catalog)) {
    const fitted = fitBlocks(blocks, options, widenings);
    if (fitted) return { ...fitted, findings: [...fitted.findings, ...widenings.map(overGranted)] };
  }
  return undefined;
}

/** Too large for AWS: printed whole all the same, so that the user sees it, with an error. */
function refuse(exact: readonly Block[], options: MinimizeOptions): Fitted {
  return { ...tooLarge(assemble(exact, options), options), widenings: [] };
}

/** Exact by construction, one statement per action: used when the prover gives up on the minimised form. */
function printPlain(needed: readonly Grant[], options: MinimizeOptions, why: string): Fitted {
  const exact = { ...options, compact: false as const };
  const blocks = plainBlocks(needed);
  const fitted = fitBlocks(blocks, exact) ?? refuse(blocks, exact);
  const finding: Finding = { ruleId: 'IT405', level: 'note', args: { name: options.name, why } };
  return { ...fitted, findings: [...fitted.findings, finding] };
}

const documentsOf = (policies: readonly NamedPolicy[]) => policies.map(({ document }) => document);

const overGranted = ({ action, resource, reason }: Widening): Finding => ({
  ruleId: 'IT403',
  level: 'warning',
  args: { action, resource, reason },
});
