import type { Catalog } from '../../catalog/types.js';
import { EventCounter } from '../aggregate/event-counter.js';
import type { EventFilter, EvidencePart, FileProblem } from '../evidence-source.js';
import type { FileContent } from './read-file.js';
import { readTrailFile } from './read-file.js';
import { RecordReader } from './record-reader.js';
import type { TrailUnit } from './trail-unit.js';

/** Opens a file of a unit, on a disk or in a bucket. */
export type OpenFile = (name: string) => Promise<FileContent | FileProblem>;

const READ_AHEAD = 2;
/** Problems listed by file; the counts are complete whatever this is. */
const MAX_PROBLEMS = 1000;

/** Reads units into one table until somebody takes what was found. One per thread. */
export class UnitReader {
  private readonly counter: EventCounter;
  private readonly reader: RecordReader;
  private files = { read: 0, failed: 0 };
  private problems: FileProblem[] = [];
  private readonly days = new Set<string>();
  private readonly accounts = new Set<string>();
  private readonly regions = new Set<string>();

  constructor(
    catalog: Catalog,
    filter: EventFilter,
    private readonly open: OpenFile,
  ) {
    this.counter = new EventCounter(catalog, filter);
    this.reader = new RecordReader(
      this.counter,
      filter.roles.map((role) => Buffer.from(role)),
    );
  }

  /** Reads the unit's files in order, the next ones being opened meanwhile. Returns how many events were read. */
  async readUnit(unit: TrailUnit, signal: AbortSignal): Promise<number> {
    const before = this.counter.read;
    this.reader.startUnit();
    if (unit.lookback) await this.readFile(await this.open(unit.lookback), true);
    const opened: Promise<FileContent | FileProblem>[] = [];
    for (let i = 0; i < unit.files.length; i++) {
      if (signal.aborted) break;
      for (let j = i; j <= Math.min(i + READ_AHEAD, unit.files.length - 1); j++)
        opened[j] ??= this.ahead(unit.files[j]!);
      await this.readFile(await opened[i]!, false);
      delete opened[i];
    }
    if (unit.place) {
      const { account, region, day } = unit.place;
      this.accounts.add(account);
      this.regions.add(region);
      this.days.add(`${account}|${region}|${day}`);
    }
    return this.counter.read - before;
  }

  /** Hands over all that was found since the last time. */
  take(): EvidencePart {
    const { rows, unmapped, read, used, skipped } = this.counter.take();
    const part: EvidencePart = {
      roles: rows,
      events: { read, used, skipped },
      files: this.files,
      unmapped,
      accounts: [...new Set([...this.accounts, ...this.reader.accounts])].filter(Boolean).sort(),
      regions: [...new Set([...this.regions, ...this.reader.regions])].filter(Boolean).sort(),
      days: [...this.days].sort(),
      problems: this.problems,
      ...(this.reader.first !== '' && { first: this.reader.first, last: this.reader.last }),
    };
    this.files = { read: 0, failed: 0 };
    this.problems = [];
    this.days.clear();
    return part;
  }

  /** A promise nobody waits for yet must not count as unhandled when it fails; it fails again when it is awaited. */
  private ahead(name: string): Promise<FileContent | FileProblem> {
    const opening = this.open(name);
    opening.catch(() => undefined);
    return opening;
  }

  private async readFile(content: FileContent | FileProblem, idsOnly: boolean): Promise<void> {
    const isProblem = 'ruleId' in content;
    const { failed, problems } = isProblem
      ? { failed: true, problems: [content] }
      : await readTrailFile(content, this.reader, idsOnly);
    if (idsOnly) return;
    this.files[failed ? 'failed' : 'read'] += 1;
    if (this.problems.length < MAX_PROBLEMS) this.problems.push(...problems);
  }
}
