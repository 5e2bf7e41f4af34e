import type { S3Port } from '../../aws/s3.js';
import { DAY } from '../../model/days.js';
import type { EventFilter } from '../evidence-source.js';
import { isLogFile, isSkippedFolder, placeOfFile, placeOfFolder } from './file-name.js';
import { UnitPlan } from './trail-unit.js';

/** Levels of folders walked below the prefix given: prefix/AWSLogs/o-id/account/CloudTrail/region/YYYY/MM/DD and some to spare. */
const MAX_DEPTH = 12;

/**
 * Walks a trail's bucket by folders, without listing the objects of any day, and notes the day folders inside the filter. Folders of years and months
 * outside the window are not entered. Objects outside the true layout are noted one by one.
 */
export async function planBucket(
  s3: S3Port,
  bucket: string,
  prefix: string,
  filter: EventFilter,
  signal: AbortSignal,
): Promise<UnitPlan> {
  const plan = new UnitPlan();
  const walk = async (folder: string, depth: number): Promise<void> => {
    signal.throwIfAborted();
    let folders = 0;
    for await (const below of s3.listFolders(bucket, folder)) {
      folders += 1;
      const path = below.replace(/\/$/, '');
      const place = placeOfFolder(path);
      if (place) plan.addFolder(place, below);
      else if (!isSkippedFolder(path.slice(path.lastIndexOf('/') + 1)) && mayHoldWanted(path, filter)) {
        if (depth < MAX_DEPTH) await walk(below, depth + 1);
      }
    }
    if (folders === 0) {
      for await (const { key, size } of s3.listObjects(bucket, folder)) {
        const name = key.slice(key.lastIndexOf('/') + 1);
        if (isLogFile(name)) plan.addFile(placeOfFile(name), `${size}/${key}`);
      }
    }
  };
  const place = placeOfFolder(prefix.replace(/\/$/, ''));
  if (place) plan.addFolder(place, prefix.endsWith('/') ? prefix : `${prefix}/`);
  else await walk(prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`, 0);
  return plan;
}

/** Log objects right inside a day folder, as `<size>/<key>`. */
export async function listDayOfBucket(s3: S3Port, bucket: string, folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const { key, size } of s3.listObjects(bucket, folder)) {
    if (isLogFile(key.slice(key.lastIndexOf('/') + 1))) files.push(`${size}/${key}`);
  }
  return files;
}

/** Whether a folder that ends in `/CloudTrail/<region>[/YYYY[/MM]]` can hold days and regions of the filter. */
function mayHoldWanted(path: string, filter: EventFilter): boolean {
  const match = /\/CloudTrail\/([a-z0-9-]+)((?:\/\d+)*)$/.exec(`/${path}`);
  if (!match) return true;
  if (filter.regions.length > 0 && !filter.regions.includes(match[1]!)) return false;
  const period = match[2]!.slice(1).replaceAll('/', '-');
  if (filter.since && period < filter.since.slice(0, period.length)) return false;
  // A day more: logs of the window's end are delivered after it.
  const until = filter.until && new Date(Date.parse(filter.until) + DAY).toISOString();
  return !(until && period > until.slice(0, period.length));
}
