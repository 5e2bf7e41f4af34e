import { compareText } from './names.mjs';

/**
 * `index/cloudtrail.json`: labels of eventSource that are not an IAM prefix, events named otherwise than their operation, and which
 * events a trail records. Events named like their operation need no entry. Fails on names that nothing knows.
 */
export function cloudTrailIndex(overrides, clients, prefixOfClient, services) {
  const sources = { ...overrides.sources };
  // An endpoint's label is what CloudTrail prints where a service has one label for all its clients.
  for (const client of clients) {
    const label = client.endpointPrefix;
    const prefix = prefixOfClient.get(client.client);
    if (label && prefix && label !== prefix && !services.has(label) && !(label in sources)) sources[label] = prefix;
  }
  const index = {
    sources: Object.fromEntries(Object.entries(sources).sort(([a], [b]) => compareText(a, b))),
    dateSuffix: { pattern: overrides.dateSuffix.pattern, prefixes: overrides.dateSuffix.prefixes },
    operationsFrom: overrides.operationsFrom.prefixes,
    renamed: overrides.renamed.prefixes,
    events: overrides.events,
    permissionless: overrides.permissionless,
    unshown: overrides.unshown.prefixes,
    data: overrides.dataEvents.prefixes,
    never: overrides.never.prefixes,
  };
  const problems = [...problemsOf(index, clients, prefixOfClient, services)];
  if (problems.length > 0) throw new Error(`cloudtrail.json: ${problems.join('\n  ')}`);
  return index;
}

function* problemsOf(index, clients, prefixOfClient, services) {
  const operations = new Map(clients.map(({ client, operations }) => [client, operations]));
  const ofPrefix = (prefix) => clients.filter(({ client }) => prefixOfClient.get(client) === prefix);
  for (const [label, prefix] of Object.entries(index.sources))
    if (!services.has(prefix)) yield `${label}: no prefix ${prefix}`;
  for (const [event, target] of entriesOf(index.renamed)) {
    const [client, operation] = target.split(':');
    if (!operations.get(client)?.has(operation)) yield `${event}: no operation ${target}`;
  }
  for (const [event, actions] of [...entriesOf(index.events), ...entriesOf(index.unshown)]) {
    for (const action of actions) {
      const [prefix, name] = action.split(':');
      if (!services.get(prefix)?.actions[name]) yield `${event}: no action ${action}`;
    }
  }
  const isKnown = (prefix, event) =>
    event === '*' ||
    index.events[prefix]?.[event] !== undefined ||
    index.renamed[prefix]?.[event] !== undefined ||
    services.get(prefix)?.actions[event] !== undefined ||
    ofPrefix(prefix).some(({ client }) => operations.get(client).has(event));
  for (const [prefix, types] of Object.entries(index.data))
    for (const event of Object.values(types).flat())
      if (!isKnown(prefix, event)) yield `data event ${prefix}:${event} is no operation and no action`;
  for (const [prefix, events] of Object.entries(index.never))
    for (const event of events)
      if (!isKnown(prefix, event)) yield `unlogged event ${prefix}:${event} is no operation and no action`;
}

const entriesOf = (byPrefix) =>
  Object.entries(byPrefix).flatMap(([prefix, entries]) =>
    Object.entries(entries).map(([event, value]) => [`${prefix}:${event}`, value]),
  );
