import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folderSource } from '../../src/dynamic/cloudtrail/files-source.js';
import { runUnits } from '../../src/dynamic/cloudtrail/run-units.js';
import type { UnitRunner } from '../../src/dynamic/cloudtrail/unit-runner.js';
import { collect } from '../../src/dynamic/collect.js';
import { type EvidenceSource, emptyPart } from '../../src/dynamic/evidence-source.js';
import { fakeCatalog } from './fake-catalog.js';
import { ALL, getObject, logPath, OTHER_ROLE, record, writeLogs } from './records.js';

const DAYS = ['2026-08-01', '2026-08-02', '2026-08-03', '2026-08-04'];

function trail(): string {
  let before: object = record();
  return writeLogs({
    ...Object.fromEntries(
      DAYS.map((day, i) => {
        const late = record({ eventTime: `${day}T23:59:00Z` });
        // Each day begins with a copy of the last event of the day before.
        const records = [
          before,
          record({ eventTime: `${day}T10:00:00Z` }),
          record({ eventTime: `${day}T11:00:00Z` }, OTHER_ROLE),
          late,
        ];
        before = late;
        for (let n = 0; n < 4; n++)
          records.push(
            getObject(`people/${'abcdefghijklmnop'[i * 4 + n]}/avatar.png`, { eventTime: `${day}T12:00:00Z` }),
          );
        return [logPath(day, '1005'), records];
      }),
    ),
    'cut.json': `${JSON.stringify(record())}{"eventVersion":`,
  });
}

/** The folder in this thread, a step for every unit, as a run with checkpoints has them when it is slow. */
const slow = (root: string): EvidenceSource => {
  const source = folderSource(root, { inProcess: fakeCatalog() });
  return {
    ...source,
    async *read(request) {
      for (let after = request.after; ; ) {
        const stop = new AbortController();
        let done = 0;
        const one = source.read({
          ...request,
          ...(after && { after }),
          signal: stop.signal,
          checkpoints: true,
          progress: () => ++done === 1 && stop.abort(),
        });
        let last: string | undefined;
        for await (const step of one) {
          last = step.key;
          yield step;
        }
        if (last === undefined) return;
        after = last;
      }
    },
  };
};

const run = (source: EvidenceSource, signal: AbortSignal, resumeState?: string) =>
  collect({ sources: [source], filter: ALL, signal, ...(resumeState && { resumeState }) });

describe('a collect that is interrupted', () => {
  it.each([1, 2, 3, 4])('goes on after step %i and ends with the same bytes', async (steps) => {
    const root = trail();
    const state = `${root}-state.json`;
    const never = new AbortController().signal;
    const whole = JSON.stringify((await run(folderSource(root, { inProcess: fakeCatalog() }), never)).usage);
    let done = 0;
    const dying: EvidenceSource = {
      ...slow(root),
      async *read(request) {
        for await (const step of slow(root).read(request)) {
          if (done++ === steps) throw new Error('killed');
          yield step;
        }
      },
    };
    await expect(run(dying, never, state)).rejects.toThrow('killed');
    const resumed = await run(slow(root), never, state);
    expect(JSON.stringify(resumed.usage)).toBe(whole);
    expect(resumed.usage.sources[0]!.events.skipped).toEqual({ 'cut-off': 1, duplicate: 3 });
    expect(existsSync(`${state}.new`)).toBe(false);
  });

  it('says that it is not complete when it is stopped', async () => {
    const stop = new AbortController();
    stop.abort();
    expect((await run(slow(trail()), stop.signal)).complete).toBe(false);
  });

  it('refuses the state of another request, and what is no state', async () => {
    const root = trail();
    const state = `${root}-state.json`;
    const never = new AbortController().signal;
    await run(slow(root), never, state);
    const saved = readFileSync(state, 'utf8');
    const other = collect({
      sources: [slow(root)],
      filter: { ...ALL, since: '2026-08-02T00:00:00Z' },
      signal: never,
      resumeState: state,
    });
    await expect(other).rejects.toThrow('belongs to a collect with other sources or options');
    writeFileSync(state, saved.slice(0, 100));
    await expect(run(slow(root), never, state)).rejects.toThrow('is no state of an interrupted collect');
  });
});

/** Two runners that share units among them; a part says how many were read since the last one was taken. */
const threads = (): UnitRunner[] =>
  [0, 1].map(() => {
    let read = 0;
    return {
      run: async () => {
        read += 1;
        return 1;
      },
      take: async () => {
        const part = { ...emptyPart(), events: { read, used: read, skipped: {} } };
        read = 0;
        return part;
      },
      close: async () => {},
    };
  });

it.each([0, 1, 2, 3, 4, 5])(
  'a run of two threads that is killed before part %i is saved loses none and counts none twice',
  async (die) => {
    const keys = Array.from({ length: 12 }, (_, n) => `day-${String(n).padStart(2, '0')}`);
    const source = (killedAt = Number.POSITIVE_INFINITY): EvidenceSource => ({
      kind: 'cloudtrail-files',
      location: 'threads',
      async *read(request) {
        const units = keys.filter((key) => request.after === undefined || key > request.after);
        async function* listed() {
          for (const key of units) yield { key, files: [] };
        }
        let parts = 0;
        for await (const step of runUnits(listed(), threads(), request, units.length, 0)) {
          if (parts++ === killedAt) throw new Error('killed');
          yield step;
        }
      },
    });
    const state = `${writeLogs({})}-state.json`;
    const never = new AbortController().signal;
    await expect(run(source(die), never, state)).rejects.toThrow('killed');
    expect((await run(source(), never, state)).usage.sources[0]!.events).toEqual({ read: 12, used: 12, skipped: {} });
  },
);
