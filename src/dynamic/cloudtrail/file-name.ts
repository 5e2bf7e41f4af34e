import { DAY } from '../../model/days.js';

/**
 * The true layout of a trail in S3:
 * `[prefix/]AWSLogs/[o-id/]<account>/CloudTrail/<region>/YYYY/MM/DD/<account>_CloudTrail_<region>_YYYYMMDDTHHmmZ_<unique>.json.gz`.
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html#cloudtrail-log-filename-format
 */
const DAY_FOLDER = /(?:^|\/)(\d{12})\/CloudTrail\/([a-z0-9-]+)\/(\d{4})\/(\d\d)\/(\d\d)$/;
const LOG_FILE = /^(\d{12})_CloudTrail_([a-z0-9-]+)_(\d{4})(\d\d)(\d\d)T\d{4}Z_[^/]*$/;
/** Siblings of the log folders: digests, Insights events and aggregated events hold no API calls of a role. */
const NOT_LOGS = /^CloudTrail-(?:Digest|Insight|Aggregated|NetworkActivity)$/;
const NOT_LOG_FILE = /^\d{12}_CloudTrail-(?:Digest|Insight|Aggregated|NetworkActivity)_/;
const READABLE = /\.(?:json|jsonl|ndjson|log)(?:\.gz)?$|\.gz$/i;

/** Account, region and delivery day of a folder or file. */
export interface TrailPlace {
  account: string;
  region: string;
  /** `2026-08-24`. */
  day: string;
}

/** The place a day folder stands for; undefined for other folders. `path` has forward slashes and no trailing one. */
export const placeOfFolder = (path: string): TrailPlace | undefined => placeFrom(DAY_FOLDER.exec(path));

/** The place a log file's own name tells, wherever it lies. */
export const placeOfFile = (name: string): TrailPlace | undefined => placeFrom(LOG_FILE.exec(name));

export const isSkippedFolder = (name: string): boolean => NOT_LOGS.test(name);

/** Files worth reading by their name: JSON in any of its shapes, gzip or plain. */
export const isLogFile = (name: string): boolean => READABLE.test(name) && !NOT_LOG_FILE.test(name);

/** Ascending keys: by day, so that neighbouring days of one account and region are read in order. */
export const placeKey = ({ day, account, region }: TrailPlace): string => `${day}|${account}|${region}`;

/** Delivery order inside a unit: the time in the name, then the name; other names by themselves. */
export function compareFiles(a: string, b: string): number {
  const timeA = timeIn(a);
  const timeB = timeIn(b);
  if (timeA !== timeB) return timeA < timeB ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

const timeIn = (path: string): string => /_(\d{8}T\d{4}Z)_[^/]*$/.exec(path)?.[1] ?? '';

function placeFrom(match: RegExpExecArray | null): TrailPlace | undefined {
  if (!match) return undefined;
  const [, account, region, year, month, day] = match as unknown as [string, string, string, string, string, string];
  return { account, region, day: `${year}-${month}-${day}` };
}

export function previousDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - DAY).toISOString().slice(0, 10);
}
