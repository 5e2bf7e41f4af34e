import type { Catalog, ResourceTypeRecord } from '../../catalog/types.js';
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
  const own = templatesOfPrefix(arnService, catalog).filter(({ fields }) => fields.service === arnService);
  if (own.length > 0) return own;
  return catalog
    .prefixes()
    .flatMap((prefix) => templatesOfPrefix(prefix, catalog))
    .filter(({ fields }) => fields.service === arnService);
}

/** Resource types of a service prefix with their templates taken apart. */
export function templatesOfPrefix(prefix: string, catalog: Catalog): TypeTemplate[] {
  return Object.values(catalog.service(prefix)?.resourceTypes ?? {}).flatMap((record) => {
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

/** Can an ARN of the type match the pattern's last field? A placeholder stands for at least one character. */
export const canBeResource = (resource: string, template: TypeTemplate): boolean =>
  globsOverlap(asGlob(resource), template.fields.resource.replace(/\$\{[^}]*\}/g, '?*'));

/** Can an ARN of the type match the whole pattern? */
export function canBeArn(arn: ArnFields, template: TypeTemplate): boolean {
  const placeholder = (field: string) => field.replace(/\$\{[^}]*\}/g, '*');
  return (
    globsOverlap(asGlob(arn.service), template.fields.service) &&
    globsOverlap(asGlob(arn.region), placeholder(template.fields.region)) &&
    globsOverlap(asGlob(arn.account), placeholder(template.fields.account)) &&
    canBeResource(arn.resource, template)
  );
}
