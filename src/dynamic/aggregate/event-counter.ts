import type { Catalog } from '../../catalog/types.js';
import type { EventFilter } from '../evidence-source.js';
import { EventAttributor } from './attribute/event-attributor.js';
import { count, current, type Tally } from './generalise/resource-tree.js';
import { outcomeOf } from './outcome.js';
import { type SkipCounts, type SkipReason, skip } from './skip-reason.js';
import type { TrailEvent } from './trail-event.js';
import { UsageTable } from './usage-table.js';

/** Event types that no permission of a caller stands behind. Source: eventType in the CloudTrail record reference. */
const NOT_API_CALLS = new Set(['AwsServiceEvent', 'AwsConsoleSignIn', 'AwsConsoleAction']);
const MAX_UNMAPPED = 10_000;
const MAX_HOT = 20_000;

/**
 * Counts events into a usage table. Every event given is used or skipped for one named reason; the two always add up to what was read.
 * Events come from any source: single records with a count of one, or groups that a query engine counted.
 */
export class EventCounter {
  table = new UsageTable();
  read = 0;
  used = 0;
  skipped: SkipCounts = {};
  readonly unmapped = new Map<string, number>();
  private readonly attributor: EventAttributor;
  private readonly roles: Set<string> | undefined;
  private readonly accounts: Set<string> | undefined;
  private readonly regions: Set<string> | undefined;
  /** Tallies by all that decides them, so that an event like one before costs one look-up. */
  private hot = new Map<string, Tally[]>();

  constructor(
    catalog: Catalog,
    private readonly filter: EventFilter,
  ) {
    this.attributor = new EventAttributor(catalog);
    this.roles = setOf(filter.roles);
    this.accounts = setOf(filter.accounts);
    this.regions = setOf(filter.regions);
  }

  /** Counts an event as read and skipped. */
  drop(reason: SkipReason, number = 1): void {
    this.read += number;
    skip(this.skipped, reason, number);
  }

  /** Whether the filter, the caller or the kind of event rules it out; cheap, and asked before the duplicate check. */
  refuses(event: TrailEvent): SkipReason | undefined {
    if (event.first === '' || event.eventSource === '' || event.eventName === '') return 'missing-fields';
    if (this.roles && !this.roles.has(event.role)) return 'other-role';
    if (event.eventCategory === 'Insight') return 'insight';
    if (event.role === '') return NOT_API_CALLS.has(event.eventType) ? 'service-or-console-event' : 'not-a-role';
    if (event.role.includes(':role/aws-service-role/')) return 'service-linked-role';
    if (event.eventCategory === 'NetworkActivity') return 'network-activity';
    if (NOT_API_CALLS.has(event.eventType)) return 'service-or-console-event';
    if (this.accounts && !this.accounts.has(event.role.split(':', 5)[4]!)) return 'other-account';
    if (this.regions && !this.regions.has(event.region)) return 'other-region';
    const { since, until } = this.filter;
    if ((since && event.last < since) || (until && event.first >= until)) return 'outside-window';
    return undefined;
  }

  /** Counts an event that `refuses` let pass. */
  use(event: TrailEvent): void {
    const plan = this.attributor.plan(event.eventSource, event.eventName);
    if (plan.skip) {
      this.drop(plan.skip, event.count);
      if (plan.skip === 'unmapped') this.unknownName(event);
      return;
    }
    this.read += event.count;
    this.used += event.count;
    const parameters = plan.needsParameters || event.resources === '' ? event.parameters : '';
    const key = `${event.role}|${plan.operation}|${event.errorCode}|${event.invokedBy}|${event.resources || `${event.region}|${event.account}`}|${parameters}`;
    let tallies = this.hot.get(key);
    if (!tallies) {
      tallies = this.talliesOf(event);
      if (this.hot.size >= MAX_HOT) this.hot.clear();
      this.hot.set(key, tallies);
    }
    for (const tally of tallies) count(current(tally), event.count, event.first, event.last);
  }

  private talliesOf(event: TrailEvent): Tally[] {
    const plan = this.attributor.plan(event.eventSource, event.eventName);
    const outcome = outcomeOf(event.errorCode);
    const via = event.invokedBy === '' ? null : event.invokedBy;
    const tallies = this.attributor
      .attribute(plan, event)
      .map(({ action, resource }) =>
        this.table.tally(event.role, { action, operation: plan.operation, outcome, via }, resource),
      );
    // Two objects of one event may fall into one generalised row, and must count once.
    return [...new Set(tallies.map(current))];
  }

  private unknownName(event: TrailEvent): void {
    const name = `${event.eventSource}|${event.eventName}`;
    const key = this.unmapped.has(name) || this.unmapped.size < MAX_UNMAPPED ? name : '*|*';
    this.unmapped.set(key, (this.unmapped.get(key) ?? 0) + event.count);
  }

  /** Hands over what was counted and starts again from zero. */
  take(): Pick<EventCounter, 'read' | 'used' | 'skipped'> & {
    rows: ReturnType<UsageTable['rows']>;
    unmapped: [string, number][];
  } {
    const taken = {
      read: this.read,
      used: this.used,
      skipped: this.skipped,
      rows: this.table.rows(),
      unmapped: [...this.unmapped],
    };
    this.table = new UsageTable();
    this.read = 0;
    this.used = 0;
    this.skipped = {};
    this.unmapped.clear();
    this.hot.clear();
    return taken;
  }
}

const setOf = (values: readonly string[]): Set<string> | undefined => (values.length > 0 ? new Set(values) : undefined);
