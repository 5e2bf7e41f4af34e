import type { TrailRecord } from '../../aws/cloudtrail.js';

/** What the trails together log: what their absence in the logs can mean. Goes into the usage file as `selectors`. */
export interface Selectors {
  trails: string[];
  /** True when some trail logs reading and writing management events. */
  management: boolean;
  /** Services whose management events all of these trails leave out: `kms.amazonaws.com`. Absent when there is none. */
  excluded?: string[];
  /** Resource types with data events; `all` when no resource, event or direction is left out. */
  data: { type: string; all: boolean }[];
}

interface Basic {
  ReadWriteType?: string;
  IncludeManagementEvents?: boolean;
  ExcludeManagementEventSources?: string[];
  DataResources?: { Type?: string; Values?: string[] }[];
}
interface Advanced {
  FieldSelectors?: { Field?: string; Equals?: string[]; NotEquals?: string[] }[];
}

/**
 * Sums up the event selectors of trails, basic and advanced. A trail that does not log now counts for nothing.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html and …/API_AdvancedEventSelector.html
 */
export function sumUpSelectors(trails: readonly Pick<TrailRecord, 'arn' | 'logging' | 'selectors'>[]): Selectors {
  const data = new Map<string, boolean>();
  const excluded: string[][] = [];
  for (const { logging, selectors } of trails) {
    if (!logging) continue;
    for (const selector of selectors as (Basic & Advanced)[]) {
      const found = selector.FieldSelectors ? advanced(selector) : basic(selector);
      if (found.management) excluded.push(found.excluded);
      for (const { type, all } of found.data) data.set(type, (data.get(type) ?? false) || all);
    }
  }
  const left = (excluded[0] ?? []).filter((source) => excluded.every((list) => list.includes(source))).sort();
  return {
    trails: trails.map(({ arn }) => arn).sort(),
    management: excluded.length > 0,
    ...(left.length > 0 && { excluded: left }),
    data: [...data].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, all]) => ({ type, all })),
  };
}

type Found = Pick<Selectors, 'management' | 'data'> & { excluded: string[] };

function basic(selector: Basic): Found {
  const { ReadWriteType = 'All', IncludeManagementEvents = true, DataResources = [] } = selector;
  const both = ReadWriteType === 'All';
  return {
    management: IncludeManagementEvents && both,
    excluded: selector.ExcludeManagementEventSources ?? [],
    // `arn:aws:s3` (or `arn:aws:lambda`) without a resource means every one of the type.
    data: DataResources.map(({ Type = '', Values = [] }) => ({
      type: Type,
      all: both && Values.some((value) => /^arn:[^:]+:[^:]+(?::::?)?$/.test(value)),
    })),
  };
}

function advanced({ FieldSelectors = [] }: Advanced): Found {
  const equals = (field: string): string[] => FieldSelectors.find(({ Field }) => Field === field)?.Equals ?? [];
  const category = equals('eventCategory')[0];
  const narrowing = FieldSelectors.filter(({ Field }) => Field !== 'eventCategory' && Field !== 'resources.type');
  const narrowed = narrowing.length > 0;
  // Leaving services out is the one thing that still tells what management events of the others mean.
  const leavesOut = narrowing.every(({ Field, Equals, NotEquals }) => Field === 'eventSource' && !Equals && NotEquals);
  return {
    management: category === 'Management' && leavesOut,
    excluded: narrowing.flatMap(({ NotEquals = [] }) => NotEquals),
    data: category === 'Data' ? equals('resources.type').map((type) => ({ type, all: !narrowed })) : [],
  };
}
