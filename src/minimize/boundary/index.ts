import type { Finding } from '../../model/finding.js';
import type { Permission } from '../../model/permission.js';
import type { NamedPolicy, OutputStatement } from '../../model/policy.js';
import { normalize } from '../normalize.js';
import { policyName, QUOTAS, sizeOfDocument } from '../quotas.js';
import type { Grant } from '../types.js';
import { verifyNeeded } from '../verify.js';
import { deniesOf } from './denies.js';
import { envelopeOf } from './envelope.js';
import { explain } from './explain.js';
import type { Boundary, BoundaryOptions, Headroom } from './types.js';

export { companionsOf } from './companions.js';
export type * from './types.js';

/** From the least room to the most. */
const HEADROOMS: readonly Headroom[] = ['exact', 'tight', 'coarse'];

/**
 * Permissions → a permissions boundary: a stable envelope around what the role needs, one managed policy of at most 6,144 characters.
 * Proved: it allows everything needed. When the headroom asked for does not fit, the next coarser one is used and said so. Throws when the
 * proof fails: our bug.
 */
export function boundary(permissions: readonly Permission[], options: BoundaryOptions): Boundary {
  const { catalog, arnContext, headroom: asked = 'coarse' } = options;
  const name = policyName(options.name);
  const needed = normalize(permissions, arnContext, catalog);
  const tries = HEADROOMS.slice(HEADROOMS.indexOf(asked)).map((headroom) => ({
    headroom,
    document: documentFor(needed, headroom, options),
  }));
  const chosen = tries.find(({ document }) => sizeOfDocument(document) <= QUOTAS.managed) ?? tries.at(-1)!;
  verifyNeeded(needed, chosen.document);
  return {
    policy: { kind: 'managed', name, document: chosen.document },
    headroom: chosen.headroom,
    explanation: explain(chosen.document.Statement, permissions),
    findings: findingsFor(name, asked, chosen),
  };
}

function documentFor(
  needed: readonly Grant[],
  headroom: Headroom,
  { catalog }: BoundaryOptions,
): NamedPolicy['document'] {
  const allows = envelopeOf(needed, headroom, catalog);
  const allowed = [...new Set(allows.flatMap(({ Action }): string[] => Action))];
  return {
    Version: '2012-10-17',
    Statement: [...allows, ...(deniesOf(needed, allowed, catalog) as OutputStatement[])],
  };
}

function findingsFor(
  name: string,
  asked: Headroom,
  chosen: { headroom: Headroom; document: NamedPolicy['document'] },
): Finding[] {
  const size = sizeOfDocument(chosen.document);
  if (size > QUOTAS.managed) return [{ ruleId: 'IT409', level: 'error', args: { name, size, quota: QUOTAS.managed } }];
  if (chosen.headroom === asked) return [];
  return [{ ruleId: 'IT407', level: 'warning', args: { name, asked, used: chosen.headroom } }];
}
