/**
 * Whether a trail logs all data events of a resource type (`AWS::S3::Object`), from its event selectors as `GetEventSelectors` answers them
 * (basic or advanced) or as `{ management, data }` as a usage file keeps it: `data` is a flag, or a list of `{ type, all }`. Anything narrower
 * than "all of the type" counts as not logged: unseen is only told from unused where everything would have been seen.
 * Shapes: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html
 */
export function logsDataOf(type: string, selectors: unknown): boolean {
  if (Array.isArray(selectors)) return selectors.some((selector) => selectsAll(type, selector));
  const data = isRecord(selectors) ? selectors['data'] : undefined;
  if (!Array.isArray(data)) return data === true;
  return data.some((one) => isRecord(one) && one['all'] === true && one['type'] === type);
}

/**
 * Whether a trail logs all management events of a service (`kms.amazonaws.com`). Selectors nobody asked for say nothing against it: a trail
 * logs them unless told not to, and can leave out single services (KMS, the RDS Data API).
 */
export function logsManagementOf(eventSource: string, selectors: unknown): boolean {
  if (Array.isArray(selectors))
    return selectors.some((selector) => isRecord(selector) && managementOf(eventSource, selector));
  if (!isRecord(selectors) || selectors['management'] === undefined) return true;
  const excluded = selectors['excluded'];
  return selectors['management'] === true && !(Array.isArray(excluded) && excluded.includes(eventSource));
}

function managementOf(eventSource: string, selector: Fields): boolean {
  const fields = selector['FieldSelectors'];
  if (Array.isArray(fields)) return advancedManagement(eventSource, fields);
  const excluded = selector['ExcludeManagementEventSources'];
  const both = (selector['ReadWriteType'] ?? 'All') === 'All';
  return (
    both &&
    selector['IncludeManagementEvents'] !== false &&
    !(Array.isArray(excluded) && excluded.includes(eventSource))
  );
}

function advancedManagement(eventSource: string, fields: readonly unknown[]): boolean {
  return fields.every((field) => {
    if (!isRecord(field)) return false;
    const [first] = Array.isArray(field['Equals']) ? field['Equals'] : [];
    if (field['Field'] === 'eventCategory') return first === 'Management';
    const others = field['NotEquals'];
    return field['Field'] === 'eventSource' && Array.isArray(others) && !others.includes(eventSource);
  });
}

function selectsAll(type: string, selector: unknown): boolean {
  if (!isRecord(selector)) return false;
  if (Array.isArray(selector['FieldSelectors'])) return advanced(type, selector['FieldSelectors']);
  const resources = selector['DataResources'];
  if (selector['ReadWriteType'] !== 'All' || !Array.isArray(resources)) return false;
  return resources.some((one) => isRecord(one) && one['Type'] === type && coversAll(one['Values']));
}

/** Advanced selectors: every further field (ARN, readOnly, eventName) narrows what is logged. */
function advanced(type: string, fields: readonly unknown[]): boolean {
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
  return category[0] === 'Data' && types.includes(type);
}

/** `arn:aws:s3` (or `arn:aws:lambda`, …) stands for all resources of the type in basic selectors, also written `arn:aws:s3:::`. */
const coversAll = (values: unknown): boolean =>
  Array.isArray(values) &&
  values.some((value) => typeof value === 'string' && /^arn:[\w-]+:[\w-]+(?::::?)?$/.test(value));

type Fields = { [key: string]: unknown };

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
