import { DAY } from '../../model/days.js';
import type { EventFilter } from '../evidence-source.js';
import { compareFiles, placeKey, previousDay, type TrailPlace } from './file-name.js';

/**
 * Files that are read together by one thread: those of one account, region and day, or all files whose place nobody knows. Copies of an
 * event lie in one unit, or at the end of the unit of the day before, which `lookback` names.
 */
export interface TrailUnit {
  key: string;
  place?: TrailPlace;
  files: string[];
  lookback?: string;
}

/** Sorts after every day. */
const LOOSE_KEY = '~';

/** Folders and files of one unit, as they were found; folders are listed only when the unit's turn comes. */
export interface UnitIndex {
  place?: TrailPlace;
  folders: string[];
  files: string[];
}

/** Collects what a walk finds and gives it out unit by unit, in the order of the keys. */
export class UnitPlan {
  private readonly units = new Map<string, UnitIndex>();

  addFolder(place: TrailPlace, folder: string): void {
    this.unit(placeKey(place), place).folders.push(folder);
  }

  addFile(place: TrailPlace | undefined, file: string): void {
    this.unit(place ? placeKey(place) : LOOSE_KEY, place).files.push(file);
  }

  get size(): number {
    return this.units.size;
  }

  /** Units inside the filter, ascending, with their files listed by `list`; those up to `after` are passed over. */
  async *inOrder(
    filter: EventFilter,
    after: string | undefined,
    list: (folder: string) => Promise<string[]>,
  ): AsyncGenerator<TrailUnit> {
    for (const key of [...this.units.keys()].sort()) {
      const unit = this.units.get(key)!;
      if ((after !== undefined && key <= after) || !isWanted(unit.place, filter)) continue;
      const files = await this.filesOf(unit, list);
      const lookback = unit.place && (await this.lastFileBefore(unit.place, list));
      yield { key, files, ...(unit.place && { place: unit.place }), ...(lookback && { lookback }) };
    }
  }

  private async filesOf(unit: UnitIndex, list: (folder: string) => Promise<string[]>): Promise<string[]> {
    const listed = await Promise.all(unit.folders.map(list));
    return [...unit.files, ...listed.flat()].sort(compareFiles);
  }

  private async lastFileBefore(
    place: TrailPlace,
    list: (folder: string) => Promise<string[]>,
  ): Promise<string | undefined> {
    const before = this.units.get(placeKey({ ...place, day: previousDay(place.day) }));
    return before && (await this.filesOf(before, list)).at(-1);
  }

  private unit(key: string, place: TrailPlace | undefined): UnitIndex {
    let unit = this.units.get(key);
    if (!unit) {
      unit = { folders: [], files: [], ...(place && { place }) };
      this.units.set(key, unit);
    }
    return unit;
  }
}

/** CloudTrail delivers after the event, usually within minutes; a day's folder holds events of that day and the end of the one before. */
function isWanted(place: TrailPlace | undefined, filter: EventFilter): boolean {
  if (!place) return true;
  if (filter.since && place.day < filter.since.slice(0, 10)) return false;
  if (filter.until && place.day > nextDay(filter.until.slice(0, 10))) return false;
  return filter.regions.length === 0 || filter.regions.includes(place.region);
}

const nextDay = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
