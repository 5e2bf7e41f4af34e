import type { Comparison } from '../../model/comparison.js';
import { groupRows, type RowGroup, someOf } from '../../model/comparison-groups.js';
import type { Finding, FindingLevel } from '../../model/finding.js';

/** A comparison as findings of `check`: what is granted and not needed, needed and not granted, not decided. */
export function findingsOfComparison(comparison: Comparison): Finding[] {
  const { function: fn, declared, unknownPolicies } = comparison;
  if (!declared) return [{ ruleId: 'IT707', level: 'note', args: { fn } }];
  return [
    ...groupRows(comparison).flatMap((group) => findingOf(fn, group) ?? []),
    ...unknownPolicies.map(
      ({ name, at }): Finding => ({ ruleId: 'IT711', level: 'warning', args: { fn, name }, location: at }),
    ),
  ];
}

function findingOf(fn: string, group: RowGroup): Finding | undefined {
  const { change, why } = group;
  const location = group.at && { location: group.at };
  const args = { fn, action: someOf(group.actions, 3), resource: someOf(group.resources, 2) };
  switch (change) {
    case 'kept':
      return undefined;
    case 'removed':
    case 'narrowed':
      return { ruleId: 'IT702', level: excessLevel(group), args: { ...args, used: why }, ...location };
    case 'lacking':
      return { ruleId: 'IT703', level: 'error', args: { ...args, why: witnessIn(group) }, ...location };
    case 'undecided':
      return { ruleId: 'IT704', level: 'note', args: { ...args, why }, ...location };
  }
}

/** An unneeded write, or management of permissions, on any resource is an error. */
function excessLevel({ resources, levels }: RowGroup): FindingLevel {
  const harmful = levels.includes('Write') || levels.includes('Permissions management');
  return resources.includes('*') && harmful ? 'error' : 'warning';
}

function witnessIn({ evidence, why }: RowGroup): string {
  const [first] = evidence;
  if (first?.source === 'static') return `${first.at.file}:${first.at.line} calls ${first.operation}`;
  return first?.source === 'deployment' ? first.reason : why;
}
