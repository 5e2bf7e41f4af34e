import type { Comparison, DeltaRow } from './comparison.js';

/** Rows that say the same about the same place, as one line: `dynamodb:BatchGetItem and 9 more`. */
export interface RowGroup {
  change: DeltaRow['change'];
  actions: string[];
  resources: string[];
  levels: DeltaRow['levels'];
  why: string;
  at?: DeltaRow['at'];
  origin?: string;
  evidence: DeltaRow['evidence'];
}

/**
 * Groups what is granted by the document that grants it: actions on the same resources. Needs are a line for each action and place that
 * asks for it, with its resources.
 */
export function groupRows({ rows }: Pick<Comparison, 'rows'>): RowGroup[] {
  const groups = new Map<string, RowGroup>();
  const keyOf = ({ change, why, at, origin, action }: DeltaRow) => JSON.stringify([change, why, at, origin, action]);
  const resourcesOf = new Map<string, string[]>();
  for (const row of rows) resourcesOf.set(keyOf(row), [...(resourcesOf.get(keyOf(row)) ?? []), row.resource]);
  for (const row of rows) {
    const { change, action, resource, levels, why, at, origin, evidence } = row;
    const need = change === 'lacking' || change === 'undecided';
    // An action that goes on fewer resources than others would be said to go on all of theirs.
    const others = sorted(resourcesOf.get(keyOf(row)) ?? []);
    const key = JSON.stringify([change, why, at, origin, ...(need ? [action] : others)]);
    const known = groups.get(key);
    if (known) {
      known.actions = sorted([...known.actions, action]);
      known.resources = sorted([...known.resources, resource]);
      known.levels = sorted([...known.levels, ...levels]);
      known.evidence.push(...evidence);
    } else {
      groups.set(key, {
        change,
        actions: [action],
        resources: [resource],
        levels: [...levels],
        why,
        evidence: [...evidence],
        ...(at && { at }),
        ...(origin !== undefined && { origin }),
      });
    }
  }
  return [...groups.values()];
}

/** `a, b and 3 more`: at most `limit` of a list. */
export function someOf(items: readonly string[], limit: number): string {
  if (items.length <= limit) return items.join(', ');
  return `${items.slice(0, limit).join(', ')} and ${items.length - limit} more`;
}

const sorted = <T extends string>(items: readonly T[]): T[] => [...new Set(items)].toSorted();
