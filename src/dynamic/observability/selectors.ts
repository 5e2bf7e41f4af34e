import type { TrailRecord } from '../../aws/cloudtrail.js';

/** What the trails together log: what their absence in the logs can mean. Goes into the usage file as `selectors`. */
export interface Selectors {
  trails: string[];
  management: boolean;
  /** Resource types with data events; `all` when no resource, event or direction is left out. */
  data: { type: string; all: boolean }[];
}

interface Basic {
  ReadWriteType?: string;
  IncludeManagementEvents?: boolean;
  DataResources?: { Type?: string; Values?: string[] }[];
}
interface Advanced {
  FieldSelectors?: { Field?: string; Equals?: string[] }[];
}

/**
 * Sums up the event selectors of trails, basic and advanced. A trail that does not log now counts for nothing.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html and …/API_AdvancedEventSelector.html
 */
export function sumUpSelectors(trails: readonly Pick<TrailRecord, 'arn' | 'logging' | 'selectors'>[]): Selectors {
  const data = new Map<string, boolean>();
  let management = false;
  for (const { logging, selectors } of trails) {
    if (!logging) continue;
    for (const selector of selectors as (Basic & Advanced)[]) {
      const found = selector.FieldSelectors ? advanced(selector) : basic(selector);
      management ||= found.management;
      for (const { type, all } of found.data) data.set(type, (data.get(type) ?? false) || all);
    }
  }
  return {
    trails: trails.map(({ arn }) => arn).sort(),
    management,
    data: [...data].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, all]) => ({ type, all })),
  };
}

type Found = Pick<Selectors, 'management' | 'data'>;

function basic({ ReadWriteType = 'All', IncludeManagementEvents = true, DataResources = [] }: Basic): Found {
  const both = ReadWriteType === 'All';
  return {
    management: IncludeManagementEvents && both,
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
  const narrowed = FieldSelectors.some(({ Field }) => Field !== 'eventCategory' && Field !== 'resources.type');
  return {
    management: category === 'Management' && !narrowed,
    data: category === 'Data' ? equals('resources.type').map((type) => ({ type, all: !narrowed })) : [],
  };
}
