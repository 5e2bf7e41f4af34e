import type { EvidencePart, EvidenceStep, ReadRequest } from '../evidence-source.js';
import type { TrailUnit } from './trail-unit.js';
import type { UnitRunner } from './unit-runner.js';

/** Time between two savings of an interruptible run, in ms: what a kill may cost. */
const CHECKPOINT_EVERY = 10_000;

/**
 * Gives units to the runners as they become free, and yields what they found: once at the end, and with `checkpoints` every few seconds
 * at a moment when all units up to the step's key are done. No more units are listed than runners can take.
 */
export async function* runUnits(
  units: AsyncIterable<TrailUnit>,
  runners: readonly UnitRunner[],
  request: ReadRequest,
  total: number,
  checkpointEvery = CHECKPOINT_EVERY,
): AsyncGenerator<EvidenceStep> {
  const queue = units[Symbol.asyncIterator]();
  let key = '';
  let done = 0;
  let events = 0;
  let finished = false;
  while (!finished && !request.signal.aborted) {
    const until = request.checkpoints ? Date.now() + checkpointEvery : Number.POSITIVE_INFINITY;
    const drain = async (runner: UnitRunner): Promise<void> => {
      do {
        const next = await queue.next();
        if (next.done) {
          finished = true;
          return;
        }
        events += await runner.run(next.value);
        done += 1;
        if (next.value.key > key) key = next.value.key;
        request.progress({ done, total, unit: 'days of logs', events });
      } while (!finished && Date.now() < until && !request.signal.aborted);
    };
    await Promise.all(runners.map(drain));
    const parts = (await Promise.all(runners.map((runner) => runner.take()))).filter((part) => !isEmpty(part));
    // The key says that the units of all runners are done, so that a state with the part of only one of them would lose the others'.
    for (const [index, part] of parts.entries())
      yield { key, part, ...(index < parts.length - 1 && { unfinished: true as const }) };
  }
}

const isEmpty = (part: EvidencePart): boolean =>
  part.events.read === 0 && part.files.read === 0 && part.files.failed === 0 && part.days.length === 0;
