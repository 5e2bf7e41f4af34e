import type { ActionRecord, Catalog, ResourceTypeRecord } from '../../catalog/types.js';
import { servicePrefixOf } from '../../model/action.js';
import { MORE_TYPES } from '../data/more-resource-types.js';
import { type ArnFields, asGlob, splitArn } from './arn-pattern.js';
import { globsOverlap } from './overlap.js';

/** A resource type and the fields of its ARN's template. */
export interface TypeTemplate {
  prefix: string;
  record: ResourceTypeRecord;
  fields: ArnFields;
}

/** Resource types whose ARNs have this service field. Mostly those of the service of that name; only then are others looked through. */
export function templatesOf(arnService: string, catalog: Catalog): TypeTemplate[] {
  const own = templatesOfPrefix(arnService, catalog).filter(
    (template) => template.fields.service === arnService || isOfAnyService(template),
  );
  if (own.length > 0) return own;
  return catalog
    .prefixes()
    .flatMap((prefix) => templatesOfPrefix(prefix, catalog))
    .filter(({ fields }) => fields.service === arnService);
}

/** Resource types of a service prefix with their templates taken apart. */
function templatesOfPrefix(prefix: string, catalog: Catalog): TypeTemplate[] {
  const more = (MORE_TYPES[prefix] ?? []).map(({ arn }) => asRecord(arn));
  const records = [...Object.values(catalog.service(prefix)?.resourceTypes ?? {}), ...more];
  return records.flatMap((record) => {
    const [, partition, service, region, account, resource] = splitArn(record.arn);
    if (resource === undefined) return [];
    return [
      {
        prefix,
        record,
        fields: { partition: partition!, service: service!, region: region!, account: account!, resource },
      },
    ];
  });
}

const asRecord = (arn: string): ResourceTypeRecord => ({ type: splitArn(arn)[5]!, arn, conditionKeys: [] });

/** Resource types an action is for. */
export function templatesOfAction({ action, resourceTypes }: ActionRecord, catalog: Catalog): TypeTemplate[] {
  const prefix = servicePrefixOf(action);
  const more = (MORE_TYPES[prefix] ?? []).filter(({ actions }) => actions.includes(action));
  const names = new Set([...resourceTypes.map(({ type }) => type), ...more.map(({ arn }) => splitArn(arn)[5]!)]);
  return templatesOfPrefix(prefix, catalog).filter(({ record }) => names.has(record.type));
}

/** `backup` has a type for the recovery points of all services; each service has its own form for them. */
const isOfAnyService = ({ fields }: TypeTemplate): boolean => fields.service.startsWith('${');

/** Can an ARN of the type match the pattern's last field? A placeholder stands for at least one character. */
export const canBeResource = (resource: string, template: TypeTemplate): boolean =>
  isOfAnyService(template) || globsOverlap(asGlob(resource), template.fields.resource.replace(/\$\{[^}]*\}/g, '?*'));

/** Can an ARN of the type match the whole pattern? */
export function canBeArn(arn: ArnFields, template: TypeTemplate): boolean {
  const placeholder = (field: string) => field.replace(/\$\{[^}]*\}/g, '*');
  if (isOfAnyService(template)) return true;
  return (
    globsOverlap(asGlob(arn.service), template.fields.service) &&
    globsOverlap(asGlob(arn.region), placeholder(template.fields.region)) &&
    globsOverlap(asGlob(arn.account), placeholder(template.fields.account)) &&
    canBeResource(arn.resource, template)
  );
}
