import type { Catalog } from '../../catalog/types.js';
import { servicePrefixOf } from '../../model/action.js';
import { renderArn } from '../../model/arn-render.js';
import type { Permission } from '../../model/permission.js';

/**
 * Where calls to services without regions are logged, by partition.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
 */
const HOME: { readonly [partition: string]: string } = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};

/**
 * The Region in whose log a use of a permission stands: the one its resource names, else that of global services where none of the service's
 * resources has a Region; undefined where nobody knows (a bucket's ARN tells none).
 */
export function regionOf({ action, resource }: Permission, role: string, catalog: Catalog): string | undefined {
  const [, , , region = ''] = renderArn(resource).split(':');
  if (region !== '' && !/[*?$]/.test(region)) return region;
  const arns = Object.values(catalog.service(servicePrefixOf(action))?.resourceTypes ?? {}).map(({ arn }) => arn);
  const isGlobal = arns.length > 0 && arns.every((arn) => (arn.split(':')[3] ?? '') === '');
  return isGlobal ? HOME[role.split(':')[1] ?? 'aws'] : undefined;
}
