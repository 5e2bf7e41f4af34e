import { ESCALATIONS } from '../catalog/escalations.js';
import type { Catalog } from '../catalog/types.js';
import { type AccessLevel, servicePrefixOf } from '../model/action.js';

const WEIGHT: { readonly [level in AccessLevel]: number } = {
  List: 1,
  Read: 3,
  Tagging: 5,
  Write: 10,
  'Permissions management': 100,
};

/** Services whose reads give away secrets: a secret, a parameter, a decrypted text, credentials. */
const SECRET_READS: ReadonlySet<string> = new Set(['secretsmanager', 'ssm', 'kms', 'sts']);

const ESCALATING: ReadonlySet<string> = new Set(ESCALATIONS.flatMap(({ actions }) => actions));

/**
 * How bad it is to grant an action nobody asked for, on resources the function uses anyway. Infinite for what can raise privileges, for
 * reads of secrets and for what the catalog does not know: no quota is worth these.
 */
export function riskOf(action: string, catalog: Catalog): number {
  const record = catalog.action(action);
  if (!record || ESCALATING.has(action.toLowerCase())) return Number.POSITIVE_INFINITY;
  if (record.accessLevel === 'Read' && SECRET_READS.has(servicePrefixOf(action))) return Number.POSITIVE_INFINITY;
  return WEIGHT[record.accessLevel];
}
