import { compareText } from './names.mjs';

/**
 * `index/cloudtrail.json`: labels of eventSource that are not an IAM prefix, events named otherwise than their operation, and which
 * events a trail records. Events named like their operation need no entry.
 */
export function cloudTrailIndex(overrides, clients, prefixOfClient, services) {
  const sources = { ...overrides.sources };
  // An endpoint's label is what CloudTrail prints where a service has one label for all its clients.
  for (const client of clients) {
    const label = client.endpointPrefix;
    const prefix = prefixOfClient.get(client.client);
    if (label && prefix && label !== prefix && !services.has(label) && !(label in sources)) sources[label] = prefix;
  }
  for (const [label, prefix] of Object.entries(sources))
    if (!services.has(prefix)) throw new Error(`cloudtrail.json: ${label}: no prefix ${prefix}`);
  for (const [prefix, events] of Object.entries(overrides.events)) {
    for (const action of Object.values(events).flat()) {
      if (!services.get(prefix)?.actions[action.split(':')[1]]) throw new Error(`cloudtrail.json: no action ${action}`);
    }
  }
  return {
    sources: Object.fromEntries(Object.entries(sources).sort(([a], [b]) => compareText(a, b))),
    dateSuffix: { pattern: overrides.dateSuffix.pattern, prefixes: overrides.dateSuffix.prefixes },
    events: overrides.events,
    permissionless: overrides.permissionless,
    data: overrides.dataEvents.prefixes,
    never: overrides.never.prefixes,
  };
}
