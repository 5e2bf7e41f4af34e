import type { RoleUsage, Usage } from '../../model/usage.js';
import { packTime, timeText } from './event-time.js';
import { ResourceTree } from './generalise/resource-tree.js';
import { count, current, type Tally } from './generalise/tally.js';

interface Group {
  action: string;
  operation: string;
  outcome: Usage['outcome'];
  via: string | null;
  resources: ResourceTree;
}

/** What makes rows of the table one row, apart from the resource. */
export interface UsageKey {
  action: string;
  operation: string;
  outcome: Usage['outcome'];
  via: string | null;
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
    const id = `${key.action}|${key.operation}|${key.outcome}|${key.via ?? ''}`;
    let group = groups.get(id);
    if (!group) {
      group = { ...key, resources: new ResourceTree() };
      groups.set(id, group);
    }
    return group.resources;
  }

  add(role: string, usage: Usage): void {
    count(current(this.tally(role, usage, usage.resource)), usage.count, packTime(usage.first), packTime(usage.last));
  }

  /** Rows of every role, sorted by ARN and by row. */
  rows(): { arn: string; usages: Usage[] }[] {
    return [...this.roles.keys()].sort().map((arn) => ({ arn, usages: this.rowsOf(arn) }));
  }

  merge(roles: readonly Pick<RoleUsage, 'arn' | 'usages'>[]): void {
    for (const { arn, usages } of roles) for (const usage of usages) this.add(arn, usage);
  }

  private rowsOf(role: string): Usage[] {
    const rows: Usage[] = [];
    for (const { resources, action, operation, outcome, via } of this.roles.get(role)!.values()) {
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
          });
      }
    }
    return rows.sort(compareUsages);
  }
}

/** Total order of a role's rows: action, resource, operation, outcome, caller. */
function compareUsages(a: Usage, b: Usage): number {
  return (
    compare(a.action, b.action) ||
    compare(a.resource, b.resource) ||
    compare(a.operation, b.operation) ||
    compare(a.outcome, b.outcome) ||
    compare(a.via ?? '', b.via ?? '')
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
