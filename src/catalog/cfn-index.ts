import { readCatalogFile } from './read-json.js';
import type { CfnResourceRecord, ServiceRecord } from './types.js';

interface StoredType {
  /** `<prefix>:<resource type>`, the service's own first. */
  resources: string[];
  ref: CfnResourceRecord['ref'];
  arnAttribute?: string;
}

export interface CfnIndex {
  find(type: string, prefix: string): CfnResourceRecord | undefined;
}

/** CloudFormation types joined to IAM resource types. */
export function openCfnIndex(service: (prefix: string) => ServiceRecord | undefined): CfnIndex {
  const { types } = readCatalogFile<{ types: { [type: string]: StoredType } }>('index/', 'cfn')!;
  return {
    find(type, prefix) {
      const stored = Object.hasOwn(types, type) ? types[type] : undefined;
      const resourceType = stored?.resources.find((name) => name.startsWith(`${prefix}:`))?.slice(prefix.length + 1);
      const arn = resourceType && service(prefix)?.resourceTypes[resourceType]?.arn;
      if (!stored || !resourceType || !arn) return undefined;
      return {
        type,
        resourceType,
        arn,
        ref: stored.ref,
        ...(stored.arnAttribute && { arnAttribute: stored.arnAttribute }),
      };
    },
  };
}
