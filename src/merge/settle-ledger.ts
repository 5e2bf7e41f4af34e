import type { LedgerEntry } from '../model/ledger.js';
import { compareLocations, type SourceLocation } from '../model/location.js';
import type { Permission } from '../model/permission.js';

const keyOf = (at: SourceLocation): string => `${at.file}:${at.line}:${at.column}`;

/**
 * The static pass books a charged site as granted; only with the catalog is it known that its action is unknown or that a part of its
 * resource is `*`. Moves those sites to their final bucket; the number of entries stays the same.
 */
export function settleLedger(
  ledger: readonly LedgerEntry[],
  unresolved: readonly LedgerEntry[],
  permissions: readonly Permission[],
): LedgerEntry[] {
  const moved = new Map(unresolved.map((entry) => [keyOf(entry.location), entry]));
  const wildcards = wildcardsBySite(permissions);
  return ledger
    .map((entry): LedgerEntry => {
      if (entry.bucket !== 'granted') return entry;
      const key = keyOf(entry.location);
      const unknown = moved.get(key);
      if (unknown)
        return {
          ...entry,
          bucket: unknown.bucket,
          reason: unknown.reason,
          ...(unknown.advice && { advice: unknown.advice }),
        };
      const reason = wildcards.get(key);
      if (!reason) return entry;
      const advice = 'read the name from an environment variable the template sets, or narrow the resource by hand';
      return { ...entry, bucket: 'unresolved-resource', reason, advice };
    })
    .toSorted((a, b) => compareLocations(a.location, b.location) || (a.site < b.site ? -1 : 1));
}

function wildcardsBySite(permissions: readonly Permission[]): Map<string, string> {
  const out = new Map<string, string>();
  for (const { action, evidence } of permissions) {
    for (const item of evidence) {
      if (item.source !== 'static' || !item.wildcards?.length) continue;
      const words = [...new Set(item.wildcards.map((w) => (w.source ? `${w.reason} (${w.source})` : w.reason)))];
      // `from the event` says nothing beside `from the event (event.id)`.
      const telling = words.filter((one) => !words.some((other) => other.startsWith(`${one} (`)));
      out.set(keyOf(item.at), `${action} has a wildcard in its resource: ${telling.join('; ')}`);
    }
  }
  return out;
}
