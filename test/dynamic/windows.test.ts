import { describe, expect, it } from 'vitest';
import { folderSource } from '../../src/dynamic/cloudtrail/files-source.js';
import { collect } from '../../src/dynamic/collect.js';
import type { EventFilter } from '../../src/dynamic/evidence-source.js';
import type { UsageFile } from '../../src/model/usage.js';
import { fakeCatalog } from './fake-catalog.js';
import { ALL, collectFolder, logPath, record, writeLogs } from './records.js';

const on = (...days: string[]) => days.map((day) => record({ eventTime: `${day}T10:00:00Z` }));
/** A folder in the true layout with a file for each day. */
const layout = (...days: string[]) => writeLogs(Object.fromEntries(days.map((day) => [logPath(day, '1005'), on(day)])));
/** Records that somebody exported, in one file. */
const loose = (...days: string[]) => writeLogs({ 'export.json': on(...days) });

const gapsOf = ({ sources }: UsageFile) =>
  sources.map(({ gaps }) => gaps.map(({ from, to }) => [from, to].map((time) => time.slice(0, 10)).join(' ')));
const join = async (roots: readonly string[], files: readonly UsageFile[], filter: Partial<EventFilter> = {}) =>
  (
    await collect({
      sources: roots.map((root) => folderSource(root, { inProcess: fakeCatalog() })),
      files,
      filter: { ...ALL, ...filter },
      signal: new AbortController().signal,
    })
  ).usage;

describe('the days between', () => {
  it('two folders that are read together are missing in both', async () => {
    const usage = await join([layout('2026-06-01', '2026-06-02'), layout('2026-06-05')], []);
    expect(gapsOf(usage)).toEqual([['2026-06-03 2026-06-06'], ['2026-06-01 2026-06-05']]);
  });

  it('two usage files that are merged are missing in both', async () => {
    const june = (await collectFolder(layout('2026-06-01', '2026-06-02'))).usage;
    const later = (await collectFolder(layout('2026-06-05', '2026-06-07'))).usage;
    expect(gapsOf(june)).toEqual([[]]);
    expect(gapsOf(await join([], [later, june]))).toEqual([
      ['2026-06-06 2026-06-07', '2026-06-01 2026-06-05'],
      ['2026-06-03 2026-06-08'],
    ]);
  });

  it('usage files that follow each other leave none in common', async () => {
    const june = (await collectFolder(layout('2026-06-01', '2026-06-02'))).usage;
    const later = (await collectFolder(layout('2026-06-03', '2026-06-04'))).usage;
    expect(gapsOf(await join([], [june, later]))).toEqual([['2026-06-03 2026-06-05'], ['2026-06-01 2026-06-03']]);
  });

  it('a folder and a usage file are missing in both', async () => {
    const june = (await collectFolder(loose('2026-06-01', '2026-06-02'))).usage;
    expect(gapsOf(await join([layout('2026-06-04')], [june]))).toEqual([
      ['2026-06-01 2026-06-04'],
      ['2026-06-03 2026-06-05'],
    ]);
  });
});

describe('a window that was asked for', () => {
  const filter = { since: '2026-05-01T00:00:00Z', until: '2026-07-01T00:00:00Z' };

  it('shows what is missing in folders by day', async () => {
    const { window, ...usage } = await join([layout('2026-06-01', '2026-06-02')], [], filter);
    expect(window).toEqual({ from: filter.since, to: filter.until });
    expect(gapsOf({ window, ...usage })).toEqual([['2026-05-01 2026-06-01', '2026-06-03 2026-07-01']]);
  });

  it('is as long as the events where there are no folders: nobody knows when the export began', async () => {
    const { window, ...usage } = await join([loose('2026-06-01', '2026-06-02')], [], filter);
    expect(window).toEqual({ from: '2026-06-01T10:00:00Z', to: '2026-06-02T10:00:00Z' });
    expect(gapsOf({ window, ...usage })).toEqual([[]]);
  });

  it('cuts what was read beyond it', async () => {
    const usage = await join([loose('2026-04-01', '2026-06-01', '2026-08-01')], [], filter);
    expect(usage.window).toEqual({ from: filter.since, to: filter.until });
  });
});
