import type { Catalog } from '../../catalog/types.js';
import { servicePrefixOf } from '../../model/action.js';
import type { Usage } from '../../model/usage.js';
import type { EventFilter, EvidencePart } from '../evidence-source.js';
import { EventAttributor, type EventPlan, type Target } from './attribute/event-attributor.js';
import { packTime } from './event-time.js';
import type { ResourceTree } from './generalise/resource-tree.js';
import { count, current } from './generalise/tally.js';
import { isUnauthenticated, outcomeOf } from './outcome.js';
import { type SkipCounts, type SkipReason, skip } from './skip-reason.js';
import type { TrailEvent } from './trail-event.js';
import { UsageTable } from './usage-table.js';

/** Event types that no permission of a caller stands behind. Source: eventType in the CloudTrail record reference. */
const NOT_API_CALLS = new Set(['AwsServiceEvent', 'AwsConsoleSignIn', 'AwsConsoleAction']);
const MAX_UNMAPPED = 10_000;

/** What all events of one kind have in common: one caller, one operation, one outcome. */
export interface Route {
  /** Why none of them counts. */
  refused?: SkipReason;
  plan?: EventPlan;
  role: string;
  outcome: Usage['outcome'];
  via: string | null;
  /** The event is the copy that the resource's owner gets of another account's call. */
  copy: boolean;
  /** The rows of each action, looked up once. */
  groups: Map<string, ResourceTree>;
}

/**
 * Counts events into a usage table. Every event given is used or skipped for one named reason; the two always add up to what was read.
 * Events come from any source: single records with a count of one, or groups that a query engine counted.
 */
export class EventCounter {
  table = new UsageTable();
  read = 0;
  used = 0;
  skipped: SkipCounts = {};
  /** Rises whenever tallies that somebody may hold no longer belong to the table. */
  generation = 0;
  readonly unmapped = new Map<string, number>();
  private readonly attributor: EventAttributor;
  private readonly roles: Set<string> | undefined;
  private readonly accounts: Set<string> | undefined;
  private readonly regions: Set<string> | undefined;
  private readonly since: number;
  private readonly until: number;

  constructor(catalog: Catalog, filter: EventFilter) {
    this.attributor = new EventAttributor(catalog);
    this.since = filter.since ? packTime(filter.since) : 0;
    this.until = filter.until ? packTime(filter.until) : Number.POSITIVE_INFINITY;
    this.roles = setOf(filter.roles);
    this.accounts = setOf(filter.accounts);
    this.regions = setOf(filter.regions);
  }

  /** Counts an event, or a group of equal ones, from end to end; duplicates are the caller's matter. */
  add(event: TrailEvent): void {
    const route = this.route(event);
    const [first, last] = [packTime(event.first), packTime(event.last)];
    const reason = this.refuses(route, first, last);
    if (reason) this.drop(reason, event);
    else {
      this.use(event.count);
      for (const { action, resource } of this.targetsOf(route, event))
        count(current(this.rowsOf(route, action).tally(resource)), event.count, first, last);
    }
  }

  /** Decides what does not depend on the time, the resource or the request. */
  route(event: TrailEvent): Route {
    const refused = this.refusesKind(event);
    const plan = refused ? undefined : this.attributor.plan(event.eventSource, event.eventName);
    const reason = refused ?? plan?.skip;
    return {
      ...(reason && { refused: reason }),
      ...(plan && { plan }),
      role: event.role,
      outcome: outcomeOf(event.errorCode),
      via: event.invokedBy === '' ? null : event.invokedBy,
      copy: event.account !== '' && event.role !== '' && event.account !== accountOf(event.role),
      groups: new Map(),
    };
  }

  /** Why an event of a route at a time does not count; undefined when it does. Times are packed, see event-time.ts. */
  refuses(route: Route, first: number, last: number): SkipReason | undefined {
    if (first === 0) return 'missing-fields';
    if (route.refused && route.refused !== 'unmapped' && route.refused !== 'no-permission-needed') return route.refused;
    if (last < this.since || first >= this.until) return 'outside-window';
    return route.refused;
  }

  /** Counts events as read and skipped. Unmapped ones are listed by name. */
  drop(
    reason: SkipReason,
    event?: Pick<TrailEvent, 'eventSource' | 'eventName' | 'count'>,
    number = event?.count ?? 1,
  ): void {
    this.read += number;
    skip(this.skipped, reason, number);
    if (reason !== 'unmapped' || !event) return;
    const name = `${event.eventSource}|${event.eventName}`;
    const key = this.unmapped.has(name) || this.unmapped.size < MAX_UNMAPPED ? name : '*|*';
    this.unmapped.set(key, (this.unmapped.get(key) ?? 0) + number);
  }

  /** Notes events as read and used; the caller counts them in the rows of {@link targetsOf}. */
  use(number: number): void {
    this.read += number;
    this.used += number;
  }

  /**
   * What an event of a route is use of, without repetition. Equal targets count once; different ones that share a row count each, as they would
   * had they been generalised later: so the result does not depend on when rows become one.
   */
  targetsOf(route: Route, event: TrailEvent): Target[] {
    const all = this.attributor.attribute(route.plan!, event);
    const targets = route.outcome === 'denied' ? ofItsService(all, route.plan!) : all;
    return targets.length < 2
      ? targets
      : [...new Map(targets.map((one) => [`${one.action} ${one.resource}`, one])).values()];
  }

  /** The rows of an action of a route, by resource. */
  rowsOf(route: Route, action: string): ResourceTree {
    let group = route.groups.get(action);
    if (!group) {
      const { role, outcome, via, copy, plan } = route;
      const key = { action, operation: plan!.operation, outcome, via, ...(copy && { copy: true as const }) };
      group = this.table.group(role, key);
      route.groups.set(action, group);
    }
    return group;
  }

  /** Hands over what was counted and starts again from zero. */
  take(): Pick<EventCounter, 'read' | 'used' | 'skipped'> & {
    rows: ReturnType<UsageTable['rows']>;
    unmapped: EvidencePart['unmapped'];
  } {
    const unmapped = [...this.unmapped].map(([name, number]) => {
      const [eventSource = '', eventName = ''] = name.split('|');
      return { eventSource, eventName, count: number };
    });
    const taken = { read: this.read, used: this.used, skipped: this.skipped, rows: this.table.rows(), unmapped };
    this.table = new UsageTable();
    this.generation += 1;
    this.read = 0;
    this.used = 0;
    this.skipped = {};
    this.unmapped.clear();
    return taken;
  }

  private refusesKind(event: TrailEvent): SkipReason | undefined {
    if (event.eventSource === '' || event.eventName === '') return 'missing-fields';
    if (this.roles && !this.roles.has(event.role)) return 'other-role';
    if (event.eventCategory === 'Insight' || event.eventType === 'AwsCloudTrailInsight') return 'insight';
    if (event.role === '') return NOT_API_CALLS.has(event.eventType) ? 'service-or-console-event' : 'not-a-role';
    if (event.role.includes(':role/aws-service-role/')) return 'service-linked-role';
    if (event.eventCategory === 'NetworkActivity' || event.eventType === 'AwsVpceEvent') return 'network-activity';
    if (NOT_API_CALLS.has(event.eventType)) return 'service-or-console-event';
    if (isUnauthenticated(event.errorCode)) return 'not-authenticated';
    if (this.accounts && !this.accounts.has(accountOf(event.role))) return 'other-account';
    if (this.regions && !this.regions.has(event.region)) return 'other-region';
    return undefined;
  }
}

/** A call that was refused is laid to its own service: which of the other actions it asks for was refused, if one was, its event does not say. */
function ofItsService(targets: Target[], { record }: EventPlan): Target[] {
  const service = servicePrefixOf(record!.actions[0]!);
  const own = targets.filter(({ action }) => action.startsWith(`${service}:`));
  return own.length > 0 ? own : targets;
}

const accountOf = (role: string): string => role.split(':', 5)[4] ?? '';

const setOf = (values: readonly string[]): Set<string> | undefined => (values.length > 0 ? new Set(values) : undefined);
