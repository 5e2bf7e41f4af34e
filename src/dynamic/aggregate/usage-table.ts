import type { Usage } from '../../model/usage.js';
import { packTime, timeText } from './event-time.js';
import { ResourceTree } from './generalise/resource-tree.js';
import { count, current, type Tally } from './generalise/tally.js';

/** What makes rows of the table one row, apart from the resource. */
export interface UsageKey {
  action: string;
  operation: string;
  outcome: Usage['outcome'];
  via: string | null;
  /** Counted from the copies that CloudTrail delivers to the account that owns the resource, when the role is another account's. */
  copy?: true;
}

/** A row before copies of calls are told from calls. */
export type CountedUsage = Usage & Pick<UsageKey, 'copy'>;

interface Group extends UsageKey {
  resources: ResourceTree;
}

/** Usage by role, action, operation, outcome, caller and resource: the aggregate every source fills and every file is written from. */
export class UsageTable {
  private readonly roles = new Map<string, Map<string, Group>>();

  /** The tally of one row; keep it, follow it with `current`, and count with `count`. */
  tally(role: string, key: UsageKey, resource: string): Tally {
    return this.group(role, key).tally(resource);
  }

  /** The rows that differ in nothing but the resource. */
  group(role: string, key: UsageKey): ResourceTree {
    let groups = this.roles.get(role);
    if (!groups) {
      groups = new Map();
      this.roles.set(role, groups);
    }
    const id = `${key.action}|${key.operation}|${key.outcome}|${key.via ?? ''}|${key.copy ?? ''}`;
    let group = groups.get(id);
    if (!group) {
      group = { ...key, resources: new ResourceTree() };
      groups.set(id, group);
    }
    return group.resources;
  }

  add(role: string, usage: CountedUsage): void {
    count(current(this.tally(role, usage, usage.resource)), usage.count, packTime(usage.first), packTime(usage.last));
  }

  /** Rows of every role, sorted by ARN and by row; copies apart. */
  rows(): { arn: string; usages: CountedUsage[] }[] {
    return [...this.roles.keys()].sort().map((arn) => ({ arn, usages: this.rowsOf(arn) }));
  }

  /**
   * The same rows with copies taken in. A call on another account's resource is logged in both accounts: where both trails were read it counts once,
   * where only the owner's was it counts from there. So a row counts its calls or its copies, whichever are more.
   */
  settled(): { arn: string; usages: Usage[] }[] {
    const rows = this.rows();
    const copies = rows.flatMap(({ arn, usages }) => usages.flatMap((usage) => (usage.copy ? [{ arn, usage }] : [])));
    if (copies.length === 0) return rows;
    const table = new UsageTable();
    table.merge(rows.map(({ arn, usages }) => ({ arn, usages: usages.filter(({ copy }) => !copy) })));
    const place = ({ arn, usage: { copy: _, ...key } }: (typeof copies)[number]) =>
      current(table.tally(arn, key, key.resource));
    // Every name takes its place before anything is counted: a place can still become wider.
    for (const one of copies) place(one);
    const sums = new Map<Tally, number>();
    for (const one of copies) {
      const tally = place(one);
      sums.set(tally, (sums.get(tally) ?? 0) + one.usage.count);
      count(tally, 0, packTime(one.usage.first), packTime(one.usage.last));
    }
    for (const [tally, sum] of sums) tally.count = Math.max(tally.count, sum);
    return table.rows();
  }

  merge(roles: readonly { arn: string; usages: readonly CountedUsage[] }[]): void {
    for (const { arn, usages } of roles) for (const usage of usages) this.add(arn, usage);
  }

  private rowsOf(role: string): CountedUsage[] {
    const rows: CountedUsage[] = [];
    for (const { resources, action, operation, outcome, via, copy } of this.roles.get(role)!.values()) {
      for (const [resource, tally] of resources.entries()) {
        if (tally.count > 0)
          rows.push({
            action,
            operation,
            resource,
            outcome,
            via,
            count: tally.count,
            first: timeText(tally.first),
            last: timeText(tally.last),
            ...(copy && { copy }),
          });
      }
    }
    return rows.sort(compareUsages);
  }
}

/** Total order of a role's rows: action, resource, operation, outcome, caller, copies last. */
function compareUsages(a: CountedUsage, b: CountedUsage): number {
  return (
    compare(a.action, b.action) ||
    compare(a.resource, b.resource) ||
    compare(a.operation, b.operation) ||
    compare(a.outcome, b.outcome) ||
    compare(a.via ?? '', b.via ?? '') ||
    Number(a.copy ?? false) - Number(b.copy ?? false)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
