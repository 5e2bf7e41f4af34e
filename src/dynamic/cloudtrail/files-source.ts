import { availableParallelism } from 'node:os';
import type { Catalog } from '../../catalog/types.js';
import { UserError } from '../../model/user-error.js';
import type { EvidenceSource, EvidenceStep, ReadRequest } from '../evidence-source.js';
import { folderStore } from './digest/stores.js';
import { type TrailStore, verifyTrail } from './digest/verify-trail.js';
import { listDayFolder, planFolder } from './list-folder.js';
import { fileOpener } from './open-file.js';
import { runUnits } from './run-units.js';
import type { UnitPlan } from './trail-unit.js';
import { UnitReader } from './unit-reader.js';
import { type FilePlace, ThreadRunner, type UnitRunner } from './unit-runner.js';

/** How a trail's files are found and read. */
export interface TrailFiles {
  kind: 'cloudtrail-files' | 'cloudtrail-s3';
  location: string;
  place: FilePlace;
  plan(request: ReadRequest): Promise<UnitPlan>;
  list(folder: string): Promise<string[]>;
  /** Where digests are checked. */
  store(): TrailStore;
}

/** `inProcess` reads in this thread with the catalog given: for tests and for a handful of files. */
export type Engine = { threads: number } | { inProcess: Catalog };

/** CloudTrail's public keys by fingerprint; empty where nobody may ask for them. */
export type PublicKeys = () => Promise<ReadonlyMap<string, Buffer>>;
export const noKeys: PublicKeys = async () => new Map();

/** A folder of CloudTrail logs on this machine, in the true layout or not. */
export const folderSource = (
  root: string,
  engine: Engine = defaultEngine(),
  keys: PublicKeys = noKeys,
): EvidenceSource =>
  trailSource(
    {
      kind: 'cloudtrail-files',
      location: root,
      place: { kind: 'disk' },
      plan: ({ signal }) => planFolder(root, signal),
      list: listDayFolder,
      store: () => folderStore(root.replace(/\/+$/, '') || '/'),
    },
    engine,
    keys,
  );

/** The evidence of a trail's files, wherever they lie. */
export function trailSource(files: TrailFiles, engine: Engine, keys: PublicKeys): EvidenceSource {
  return {
    kind: files.kind,
    location: files.location,
    verify: async (signal) => verifyTrail(files.store(), await keys(), signal),
    async *read(request): AsyncGenerator<EvidenceStep> {
      const plan = await files.plan(request);
      if (plan.size === 0) {
        throw new UserError(`no CloudTrail log files in ${files.location}`, {
          advice: 'give the folder that holds AWSLogs/, or files ending in .json, .json.gz or .jsonl',
        });
      }
      const runners = await startRunners(files.place, request, engine, plan.size);
      try {
        const units = plan.inOrder(request.filter, request.after, files.list);
        yield* runUnits(units, runners, request, plan.size);
      } finally {
        await Promise.all(runners.map((runner) => runner.close()));
      }
    },
  };
}

export const defaultEngine = (): Engine => ({ threads: Math.max(1, Math.min(8, availableParallelism())) });

async function startRunners(
  place: FilePlace,
  request: ReadRequest,
  engine: Engine,
  units: number,
): Promise<UnitRunner[]> {
  const { filter, signal } = request;
  if ('threads' in engine) {
    return Array.from({ length: Math.min(engine.threads, units) }, () => new ThreadRunner({ filter, place }, rebuild));
  }
  const reader = new UnitReader(engine.inProcess, filter, await fileOpener(place));
  return [
    { run: (unit) => reader.readUnit(unit, signal), take: async () => reader.take(), close: async () => undefined },
  ];
}

/** An error of a thread, again as what it was: the user's to mend, or ours. */
function rebuild(reply: { name: string; message: string; advice?: string; stack?: string }): Error {
  if (reply.name === 'UserError') return new UserError(reply.message, reply.advice ? { advice: reply.advice } : {});
  const error = new Error(reply.message);
  error.stack = reply.stack ?? reply.message;
  return error;
}
