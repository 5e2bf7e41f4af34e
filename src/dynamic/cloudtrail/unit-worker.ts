import { parentPort, workerData } from 'node:worker_threads';
import { openCatalog } from '../../catalog/open.js';
import { UserError } from '../../model/user-error.js';
import { fileOpener } from './open-file.js';
import { UnitReader } from './unit-reader.js';
import type { WorkerReply, WorkerRequest, WorkerStart } from './unit-runner.js';

/** The thread's side of ThreadRunner: reads units with a table of its own, and answers every request with one reply. */
const { filter, place } = workerData as WorkerStart;
const port = parentPort!;
const signal = new AbortController().signal;
const reader = new UnitReader(openCatalog(), filter, await fileOpener(place));

async function answer(request: WorkerRequest): Promise<WorkerReply> {
  if (request.kind === 'take') return { kind: 'part', part: reader.take() };
  return { kind: 'done', events: await reader.readUnit(request.unit, signal) };
}

function failure(error: unknown): WorkerReply {
  const known = error instanceof Error ? error : new Error(String(error));
  const advice = known instanceof UserError ? known.advice : undefined;
  return {
    kind: 'failed',
    name: known.name,
    message: known.message,
    ...(advice && { advice }),
    ...(known.stack && { stack: known.stack }),
  };
}

port.on('message', (request: WorkerRequest) => {
  answer(request).then(
    (reply) => port.postMessage(reply),
    (error: unknown) => port.postMessage(failure(error)),
  );
});
