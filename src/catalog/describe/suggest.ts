import type { Catalog } from '../types.js';
import { namesOfOperation } from './find-operation.js';
import { nearestNames } from './nearest.js';

// A name that more clients have than these is no hint.
const MAX_CLIENTS = 6;

/**
 * Full names (`s3:GetObject`) that a mistyped action or operation may stand for, nearest first; empty when nothing is near. A name without
 * its service, and a helper that makes several calls, give the operations themselves.
 */
export function suggestNames(kind: 'action' | 'operation', name: string, catalog: Catalog): string[] {
  const several = kind === 'operation' ? namesOfOperation(name) : [];
  if (several.length > 0 && several.length <= MAX_CLIENTS)
    return several.map(({ client, operation }) => `${client.client}:${operation}`);
  const colon = name.search(/[:.]/);
  if (colon < 0) return [];
  const [head, tail] = [name.slice(0, colon), name.slice(colon + 1)];
  const heads = kind === 'action' ? catalog.prefixes() : (catalog.clients?.() ?? []);
  const namesOf = (one: string): readonly string[] =>
    kind === 'action' ? Object.keys(catalog.service(one)?.actions ?? {}) : (catalog.client(one)?.operations() ?? []);
  const known = kind === 'action' ? catalog.service(head.toLowerCase())?.prefix : catalog.client(head)?.client;
  for (const one of known === undefined ? nearestNames(head, heads) : [known]) {
    const near = nearestNames(tail, namesOf(one));
    if (near.length > 0) return near.map((found) => `${one}:${found}`);
  }
  return [];
}
