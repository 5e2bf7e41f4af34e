/** A way in which other tools wrap a record: where it stands in an element, as an object or as its JSON text. */
interface Wrapper {
  /** Members that the element must have, with these values where they are given. */
  has: { readonly [member: string]: string | undefined };
  path: readonly string[];
}

/**
 * Wrappers found in the wild. Only these places are looked at: a request can hold data that looks like a record.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html,
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html and API_GetQueryResults.html,
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-copy-trail-to-lake-eds.html
 */
const WRAPPERS: readonly Wrapper[] = [
  // An answer of LookupEvents.
  { has: { CloudTrailEvent: undefined }, path: ['CloudTrailEvent'] },
  // An event that EventBridge delivers.
  { has: { 'detail-type': undefined }, path: ['detail'] },
  // Log events of CloudWatch Logs: an answer of FilterLogEvents or GetLogEvents, or what a subscription delivers.
  { has: { message: undefined, timestamp: undefined }, path: ['message'] },
  // A row of Logs Insights.
  { has: { field: '@message' }, path: ['value'] },
  // Splunk and Elastic keep what they were fed.
  { has: { _raw: undefined }, path: ['_raw'] },
  { has: { result: undefined, preview: undefined }, path: ['result', '_raw'] },
  { has: { _source: undefined }, path: ['_source', 'event', 'original'] },
];

/** Elements that stand beside wrapped records and are none: the other fields of a Logs Insights row. */
const BESIDE = /^@(?:timestamp|ptr|logStream|log|ingestionTime)$/;

/** Keys whose list holds records, or elements that wrap them. */
export const LIST_KEYS: ReadonlySet<string> = new Set([
  '"Records"',
  '"Events"',
  '"events"',
  '"logEvents"',
  '"results"',
]);

/**
 * The text of the record that an element wraps, `'beside'` for an element that goes with one, or undefined for anything else. `json` is the
 * element's own text.
 */
export function wrappedRecord(json: string): string | 'beside' | undefined {
  const element = parse(json);
  if (!isObject(element)) return undefined;
  if (typeof element['field'] === 'string' && BESIDE.test(element['field'])) return 'beside';
  for (const { has, path } of WRAPPERS) {
    if (!Object.entries(has).every(([member, value]) => matches(element, member, value))) continue;
    const inner = path.reduce<unknown>((value, member) => (isObject(value) ? value[member] : undefined), element);
    const text = typeof inner === 'string' ? inner.trim() : isObject(inner) ? JSON.stringify(inner) : undefined;
    if (text?.startsWith('{')) return text;
  }
  return undefined;
}

const matches = (element: Fields, member: string, value: string | undefined): boolean =>
  Object.hasOwn(element, member) && (value === undefined || element[member] === value);

type Fields = { [member: string]: unknown };

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
