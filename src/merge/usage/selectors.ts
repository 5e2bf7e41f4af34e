/**
 * Whether a trail logs data events of a service, from its event selectors as `GetEventSelectors` answers them (basic or advanced) or as
 * `{ management, data }` as a usage file keeps it: `data` is a flag, or a list of `{ type, all }`. Anything narrower than "all of the type" counts as not logged: unseen is only told
 * from unused where everything would have been seen.
 * Shapes: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html
 */
export function logsDataOf(prefix: string, selectors: unknown): boolean {
  if (Array.isArray(selectors)) return selectors.some((selector) => selectsAll(prefix, selector));
  const data = isRecord(selectors) ? selectors['data'] : undefined;
  if (!Array.isArray(data)) return data === true;
  return data.some((one) => isRecord(one) && one['all'] === true && isOfService(prefix, one['type']));
}

function selectsAll(prefix: string, selector: unknown): boolean {
  if (!isRecord(selector)) return false;
  if (Array.isArray(selector['FieldSelectors'])) return advanced(prefix, selector['FieldSelectors']);
  const resources = selector['DataResources'];
  if (selector['ReadWriteType'] !== 'All' || !Array.isArray(resources)) return false;
  return resources.some((one) => isRecord(one) && isOfService(prefix, one['Type']) && coversAll(one['Values']));
}

/** Advanced selectors: every further field (ARN, readOnly, eventName) narrows what is logged. */
function advanced(prefix: string, fields: readonly unknown[]): boolean {
  const equals = new Map<unknown, unknown>();
  for (const field of fields) {
    if (!isRecord(field)) return false;
    const others = Object.keys(field).filter((key) => key !== 'Field' && key !== 'Equals');
    if (others.length > 0) return false;
    equals.set(field['Field'], field['Equals']);
  }
  const types = equals.get('resources.type');
  const category = equals.get('eventCategory');
  if (equals.size !== 2 || !Array.isArray(types) || !Array.isArray(category)) return false;
  return category[0] === 'Data' && types.some((type) => isOfService(prefix, type));
}

/** `AWS::S3::Object` is of `s3`. Types name their service in CloudFormation's spelling: compared without case and hyphens. */
function isOfService(prefix: string, type: unknown): boolean {
  return typeof type === 'string' && type.split('::')[1]?.toLowerCase() === prefix.replaceAll('-', '');
}

/** `arn:aws:s3` (or `arn:aws:lambda`, …) stands for all resources of the type in basic selectors. */
const coversAll = (values: unknown): boolean =>
  Array.isArray(values) && values.some((value) => typeof value === 'string' && /^arn:[\w-]+:[\w-]+$/.test(value));

const isRecord = (value: unknown): value is { [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
