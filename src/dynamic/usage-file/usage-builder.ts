import type { AdvisorRecord, Usage, UsageFile, UsageSource } from '../../model/usage.js';
import { published } from '../aggregate/generalise/resource-tree.js';
import { addSkips } from '../aggregate/skip-reason.js';
import { UsageTable } from '../aggregate/usage-table.js';
import { type EventFilter, type EvidencePart, type EvidenceSource, emptyPart } from '../evidence-source.js';
import { allDays, type Days, daysOf, gapsOf, outside } from './gaps.js';
import type { SourceState } from './source-state.js';
import { windowOf } from './window.js';

/** All that a builder holds, for a file from which an interrupted run goes on. */
export interface BuilderState {
  sources: SourceState[];
  roles: EvidencePart['roles'];
  unmapped: EvidencePart['unmapped'];
}

const MAX_PROBLEMS = 1000;

/** Adds up the parts of all sources into one usage file. Parts may come in any order: the file is the same. */
export class UsageBuilder {
  readonly sources: SourceState[];
  private readonly table = new UsageTable();
  private readonly advisor = new Map<string, Map<string, AdvisorRecord>>();
  private readonly created = new Map<string, string>();
  private readonly unmapped = new Map<string, number>();

  constructor(sources: readonly Pick<EvidenceSource, 'kind' | 'location'>[], state?: BuilderState) {
    this.sources =
      state?.sources ?? sources.map(({ kind, location }) => ({ kind, location, sum: emptyPart(), finished: false }));
    if (state) this.addShared(state.roles, state.unmapped);
  }

  add(index: number, part: EvidencePart): void {
    const { sum } = this.sources[index]!;
    this.addShared(part.roles, part.unmapped);
    sum.events.read += part.events.read;
    sum.events.used += part.events.used;
    addSkips(sum.events.skipped, part.events.skipped);
    sum.files.read += part.files.read;
    sum.files.failed += part.files.failed;
    sum.accounts = union(sum.accounts, part.accounts);
    sum.regions = union(sum.regions, part.regions);
    sum.days = union(sum.days, part.days);
    sum.problems = [...sum.problems, ...part.problems].slice(0, MAX_PROBLEMS);
    if (part.selectors !== undefined) sum.selectors = part.selectors;
    if (part.first && (!sum.first || part.first < sum.first)) sum.first = part.first;
    if (part.last && (!sum.last || part.last > sum.last)) sum.last = part.last;
    if (part.known && (!sum.known || part.known < sum.known)) sum.known = part.known;
  }

  /** Takes in a usage file written before; its sources stand beside the new ones. */
  addFile(file: UsageFile): void {
    this.addShared(file.roles, file.unmapped);
  }

  state(): BuilderState {
    return { sources: this.sources, roles: this.roles(this.table.rows()), unmapped: this.unmappedRows() };
  }

  /** The usage file: everything sorted, no time of its own. `files` are those given to `addFile`. */
  build(filter: EventFilter, files: readonly UsageFile[] = []): UsageFile {
    const { from, to } = windowOf(this.sources, filter, files);
    const all = this.days(filter, files);
    return {
      schemaVersion: 1,
      window: { from, to },
      sources: [
        ...this.sources.map((source) => sourceOf(source, all)),
        ...files.flatMap((file) => file.sources.map((source) => withOutside(source, file, all))),
      ],
      roles: this.roles(this.table.settled()).map(({ arn, usages, advisor = [], created }) => ({
        arn,
        ...(created !== undefined && { created }),
        usages: usages.map(publish),
        advisor,
      })),
      unmapped: this.unmappedRows(),
    };
  }

  /** The days that all logs together speak of. */
  private days(filter: EventFilter, files: readonly UsageFile[]): Days | undefined {
    const each = [...this.sources.map(({ sum }) => daysOf(sum)), ...files.map(daysOfFile)];
    const byFolder = this.sources.some(({ sum }) => sum.days.length > 0);
    return allDays(
      each.filter((one) => one !== undefined),
      byFolder,
      filter,
    );
  }

  private addShared(roles: EvidencePart['roles'], unmapped: EvidencePart['unmapped']): void {
    this.table.merge(roles);
    for (const { arn, advisor, created } of roles) {
      if (created !== undefined) this.created.set(arn, latest(this.created.get(arn), created));
      if (!advisor) continue;
      // A role that Access Advisor saw nothing of is there too: nothing is an answer.
      const records = this.advisor.get(arn) ?? new Map<string, AdvisorRecord>();
      this.advisor.set(arn, records);
      for (const record of advisor) {
        const key = `${record.service}|${record.action ?? ''}`;
        records.set(key, later(records.get(key), record));
      }
    }
    for (const { eventSource, eventName, count } of unmapped) {
      const key = `${eventSource}|${eventName}`;
      this.unmapped.set(key, (this.unmapped.get(key) ?? 0) + count);
    }
  }

  private roles(rows: ReturnType<UsageTable['rows']>): EvidencePart['roles'] {
    const usages = new Map(rows.map((role) => [role.arn, role.usages]));
    return [...new Set([...usages.keys(), ...this.advisor.keys()])].sort().map((arn) => ({
      arn,
      ...(this.created.has(arn) && { created: this.created.get(arn)! }),
      usages: usages.get(arn) ?? [],
      advisor: sortedBy(
        [...(this.advisor.get(arn)?.values() ?? [])],
        (record) => `${record.service}|${record.action ?? ''}`,
      ),
    }));
  }

  private unmappedRows(): EvidencePart['unmapped'] {
    const rows = [...this.unmapped].map(([key, count]) => {
      const [eventSource = '', eventName = ''] = key.split('|');
      return { eventSource, eventName, count };
    });
    return sortedBy(rows, (row) => `${row.eventSource}|${row.eventName}`);
  }
}

const publish = (usage: Usage): Usage => ({ ...usage, resource: published(usage.resource) });

function sourceOf({ kind, location, sum }: SourceState, all: Days | undefined): UsageSource {
  const skipped = Object.fromEntries(Object.entries(sum.events.skipped).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    kind,
    location,
    accounts: sum.accounts,
    regions: sum.regions,
    files: sum.files,
    events: { read: sum.events.read, used: sum.events.used, skipped },
    ...(sum.selectors !== undefined && { selectors: sum.selectors }),
    gaps: all ? gapsOf(sum, all) : [],
  };
}

const daysOfFile = ({ window: { from, to }, sources }: UsageFile): Days | undefined =>
  from === '' || !sources.some(isLog) ? undefined : { first: from.slice(0, 10), last: to.slice(0, 10) };

/** A source of a usage file that was written before lacks the days outside that file. */
function withOutside(source: UsageSource, file: UsageFile, all: Days | undefined): UsageSource {
  const own = daysOfFile(file);
  if (!own || !all || !isLog(source)) return source;
  return { ...source, gaps: [...source.gaps, ...outside(own, all, source)] };
}

const isLog = ({ kind }: UsageSource): boolean => kind !== 'access-advisor' && kind !== 'access-analyzer';

/** Of two answers about one service or action, the one that saw it last; a tracked one beats an untracked one. */
function later(old: AdvisorRecord | undefined, record: AdvisorRecord): AdvisorRecord {
  if (!old) return record;
  const lastAccessed =
    [old.lastAccessed, record.lastAccessed]
      .filter((time) => time !== null)
      .sort()
      .at(-1) ?? null;
  return { ...record, lastAccessed, tracked: old.tracked || record.tracked };
}

/** A role made anew under its old name is another role: the last time counts. */
const latest = (old: string | undefined, created: string): string =>
  old !== undefined && old > created ? old : created;

const union = (a: readonly string[], b: readonly string[]): string[] =>
  b.length === 0 ? [...a] : [...new Set([...a, ...b])].sort();

const sortedBy = <T>(list: T[], key: (item: T) => string): T[] =>
  list.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
