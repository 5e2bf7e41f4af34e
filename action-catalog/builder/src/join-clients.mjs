import { compareText, squash } from './names.mjs';

/** Operations of the newest model win; those only the frozen v2 SDK still has are kept, because v2 code still calls them. */
function joinOperations(v2, v3) {
  const operations = new Map(v3?.operations ?? []);
  for (const [name, old] of v2?.operations ?? []) {
    const current = operations.get(name);
    operations.set(name, current ? { ...current, noAuth: current.noAuth || old.noAuth } : old);
  }
  return new Map([...operations].sort(([a], [b]) => compareText(a, b)));
}

/** One record per v3 package suffix from the two SDKs. */
export function joinClients(v2Clients, v3Clients, boto3Names) {
  const joined = [];
  for (const client of [...new Set([...v2Clients.keys(), ...v3Clients.keys()])].sort(compareText)) {
    const v2 = v2Clients.get(client);
    const v3 = v3Clients.get(client);
    joined.push({
      client,
      serviceId: v3?.serviceId ?? v2.serviceId,
      v2Class: v2?.v2Class,
      boto3: boto3Names[client] ?? client,
      signingName: v3?.signingName ?? v2?.signingName,
      endpointPrefix: v2?.endpointPrefix,
      operations: joinOperations(v2, v3),
      waiters: { ...v2?.waiters, ...v3?.waiters },
      paginators: [...new Set([...(v2?.paginators ?? []), ...(v3?.paginators ?? [])])].sort(compareText),
    });
  }
  return joined;
}

/**
 * The IAM prefix of a client: of its names the one whose actions are called like its operations most often.
 * Throws when fewer than half match and no override names the prefix.
 */
export function prefixOf(client, services, overrides) {
  const override = overrides[client.client];
  if (override) {
    if (!services.has(override.prefix))
      throw new Error(`overrides/prefixes.json: ${client.client}: unknown prefix ${override.prefix}`);
    return override.prefix;
  }
  const names = [client.signingName, client.endpointPrefix, client.client, squash(client.serviceId)];
  let best;
  for (const name of names) {
    const service = name && services.get(name.toLowerCase());
    if (!service) continue;
    const share = overlap(client, service);
    if (!best || share > best.share) best = { prefix: service.prefix, share };
  }
  if (!best || best.share < 0.5) {
    throw new Error(
      `${client.client}: ${best ? `${best.prefix} has ${Math.round(best.share * 100)} % of its operations` : 'no prefix'}; add it to overrides/prefixes.json`,
    );
  }
  return best.prefix;
}

function overlap(client, service) {
  const actions = new Set(Object.keys(service.actions).map((name) => name.toLowerCase()));
  let hits = 0;
  for (const name of client.operations.keys()) if (actions.has(name.toLowerCase())) hits += 1;
  return hits / client.operations.size;
}
