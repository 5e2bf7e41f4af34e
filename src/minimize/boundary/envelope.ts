import type { Catalog } from '../../catalog/types.js';
import { actionNameOf, servicePrefixOf } from '../../model/action.js';
import type { OutputStatement } from '../../model/policy.js';
import { matchesAction } from '../../prove/index.js';
import { compactNames } from '../compact/compact-names.js';
import { coverAll } from '../cover-all.js';
import { groupBy } from '../group-by.js';
import { nameSids } from '../name-sids.js';
import { orderBlocks } from '../order.js';
import type { Grant } from '../types.js';
import { EXACT_SERVICES } from './denied-actions.js';
import type { Headroom } from './types.js';

/**
 * What every function may do whatever its code: write its log, send traces.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
 */
export const PLATFORM: readonly string[] = [
  'logs:CreateLogGroup',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

/** The Allow statements of a boundary: open services, the platform, and exact ones for what gives out permissions. A service of which
 * nothing but the platform's actions is needed gets no headroom: writing a log is no reason to manage logs. */
export function envelopeOf(needed: readonly Grant[], headroom: Headroom, catalog: Catalog): OutputStatement[] {
  const [exact, open] = partition(needed, (grant) => EXACT_SERVICES.has(servicePrefixOf(grant.action)));
  const services = groupBy(open, (grant) => servicePrefixOf(grant.action));
  const beyond = [...services].filter(([, grants]) => grants.some((grant) => !PLATFORM.includes(grant.action)));
  const allowed = beyond.flatMap(([prefix, grants]) => patternsOf(prefix, grants, headroom, catalog));
  const platform = PLATFORM.filter((action) => !allowed.some((pattern) => matchesAction(pattern, action)));
  return [
    statement('AllowServicesInUse', allowed.sort()),
    statement('AllowPlatform', [...platform]),
    ...nameSids(orderBlocks(coverAll(exact)), catalog),
  ].filter(({ Action }) => Action.length > 0);
}

const statement = (sid: string, actions: string[]): OutputStatement => ({
  Sid: sid,
  Effect: 'Allow',
  Action: actions,
  Resource: ['*'],
});

function patternsOf(prefix: string, grants: readonly Grant[], headroom: Headroom, catalog: Catalog): string[] {
  const actions = [...new Set(grants.map((grant) => grant.action))];
  const all = Object.values(catalog.service(prefix)?.actions ?? {});
  if (headroom === 'exact' || all.length === 0) return actions;
  if (headroom === 'coarse') return [`${prefix}:*`];
  const levels = new Set(actions.map((action) => catalog.action(action)?.accessLevel));
  const wanted = all.filter((record) => levels.has(record.accessLevel)).map((record) => actionNameOf(record.action));
  const unknown = actions.filter((action) => !catalog.action(action));
  const names = all.map((record) => actionNameOf(record.action));
  return [...compactNames(wanted, names, prefix, 'prefixes').map((glob) => `${prefix}:${glob}`), ...unknown];
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
