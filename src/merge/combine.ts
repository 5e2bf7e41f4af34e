import { compareLocations } from '../model/location.js';
import type { Evidence, Permission, PermissionCondition } from '../model/permission.js';
import { textKey } from '../model/text-order.js';

/** Joins permissions that are the same grant and keeps all their evidence; sorted by action, resource, condition. */
export function combine(permissions: readonly Permission[]): Permission[] {
  const byKey = new Map<string, Permission>();
  for (const permission of permissions) {
    const key = permissionKey(permission);
    const known = byKey.get(key);
    if (known) known.evidence.push(...permission.evidence);
    else byKey.set(key, { ...permission, evidence: [...permission.evidence] });
  }
  return [...byKey.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, permission]) => ({ ...permission, evidence: distinct(permission.evidence) }));
}

/** Equal for permissions that grant the same: evidence and the reasons of wildcards do not count. */
export function permissionKey({ action, resource, condition }: Permission): string {
  return `${action}\u0000${textKey(resource)}\u0000${conditionKey(condition)}`;
}

function conditionKey(condition: PermissionCondition | undefined): string {
  if (!condition) return '';
  const rows = Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `${operator} ${key} ${values.map(textKey).toSorted().join('|')}`),
  );
  return rows.toSorted().join(';');
}

function distinct(evidence: readonly Evidence[]): Evidence[] {
  const seen = new Map(evidence.map((item) => [JSON.stringify(item), item]));
  return [...seen.values()].toSorted(compareEvidence);
}

/** The code's own place first: it is what a reader can open. What only hints comes last. */
const ORDER: { readonly [source in Evidence['source']]: number } = {
  static: 0,
  deployment: 1,
  cloudtrail: 2,
  'access-advisor': 3,
  kept: 4,
};

function compareEvidence(a: Evidence, b: Evidence): number {
  if (a.source !== b.source) return ORDER[a.source] - ORDER[b.source];
  if ('at' in a && 'at' in b && a.at && b.at) {
    const order = compareLocations(a.at, b.at);
    if (order !== 0) return order;
  }
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
