import type { Catalog } from '../../catalog/types.js';
import { servicePrefixOf } from '../../model/action.js';
import { urlSuffixOfPartition } from '../../model/partition.js';
import type { Permission, PermissionCondition } from '../../model/permission.js';
import { literal, type Text } from '../../model/text.js';
import type { Usage } from '../../model/usage.js';

/** Names a log gives to services that it does not name. */
const UNNAMED = new Set(['AWS Internal', 'internal']);

/**
 * Services whose name in a log (`invokedBy`) is the one in `kms:ViaService`; others may be written otherwise, and a wrong condition would deny.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
const SAME_NAME = new Set(['dynamodb', 'kinesis', 's3', 'secretsmanager', 'sns', 'sqs', 'ssm']);

/**
 * Whether a use can be one of a permission that is bound to calls through a service (`kms:ViaService`): a use made directly is none, and needs a
 * grant of its own. Forward access always names somebody as the caller, if only "AWS Internal".
 */
export function fitsVia({ condition }: Permission, { via }: Usage): boolean {
  const bound = Object.values(condition ?? {}).flatMap((keys) =>
    Object.entries(keys).flatMap(([key, values]) => (/:ViaService$/i.test(key) ? values : [])),
  );
  if (bound.length === 0) return true;
  if (via === null) return false;
  const service = serviceOf(via);
  return UNNAMED.has(service) || bound.some((value) => firstLabel(value) === service);
}

/** The condition that binds a grant to the service a use went through, where its action knows one and the service's name is certain. */
export function viaCondition(use: Usage, catalog: Catalog): PermissionCondition | undefined {
  const service = use.via === null ? '' : serviceOf(use.via);
  const key = `${servicePrefixOf(use.action as Permission['action'])}:ViaService`;
  const [, partition, , region] = use.resource.split(':');
  if (!SAME_NAME.has(service) || !region || !catalog.action(use.action)?.conditionKeys.includes(key)) return undefined;
  const suffix = urlSuffixOfPartition(partition ?? 'aws');
  return { StringEquals: { [key]: [literal(`${service}.${region}.${suffix}`)] } };
}

const serviceOf = (via: string): string => via.replace(/\.amazonaws\.com(?:\.cn)?$/, '');

/** `dynamodb` of `dynamodb.${AWS::Region}.amazonaws.com`. */
function firstLabel(value: Text): string {
  const [first] = value;
  return first?.kind === 'literal' ? (first.text.split('.')[0] ?? '') : '';
}
