import { Worker } from 'node:worker_threads';
import type { AwsSession } from '../../aws/session.js';
import type { EventFilter, EvidencePart } from '../evidence-source.js';
import type { TrailUnit } from './trail-unit.js';

/** Where a unit's files lie; plain data, so that it can be given to a thread. */
export type FilePlace = { kind: 'disk' } | { kind: 's3'; bucket: string; session: AwsSession };

/** What a thread is started with. */
export interface WorkerStart {
  filter: EventFilter;
  place: FilePlace;
}

export type WorkerRequest = { kind: 'unit'; unit: TrailUnit } | { kind: 'take' };
export type WorkerReply =
  | { kind: 'done'; events: number }
  | { kind: 'part'; part: EvidencePart }
  | { kind: 'failed'; name: string; message: string; advice?: string; stack?: string };

/** Reads units one after another and keeps the sum until it is taken. */
export interface UnitRunner {
  run(unit: TrailUnit): Promise<number>;
  take(): Promise<EvidencePart>;
  close(): Promise<void>;
}

/** A runner in a thread of its own. A failure inside comes out of the call that was waiting. */
export class ThreadRunner implements UnitRunner {
  private readonly worker: Worker;
  private waiting: { resolve: (reply: WorkerReply) => void; reject: (error: Error) => void } | undefined;

  constructor(
    start: WorkerStart,
    private readonly rebuild: (reply: WorkerReply & { kind: 'failed' }) => Error,
  ) {
    this.worker = new Worker(new URL('./unit-worker.js', import.meta.url), {
      workerData: start,
      // Few objects are made per record, so that a nursery near the size of the caches is as fast as a larger one.
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    });
    this.worker.on('message', (reply: WorkerReply) => {
      const waiting = this.waiting;
      this.waiting = undefined;
      if (reply.kind === 'failed') waiting?.reject(this.rebuild(reply));
      else waiting?.resolve(reply);
    });
    this.worker.on('error', (error) => this.waiting?.reject(error));
  }

  async run(unit: TrailUnit): Promise<number> {
    const reply = await this.ask({ kind: 'unit', unit });
    return reply.kind === 'done' ? reply.events : 0;
  }

  async take(): Promise<EvidencePart> {
    const reply = await this.ask({ kind: 'take' });
    if (reply.kind !== 'part') throw new Error(`a thread answered ${reply.kind} instead of a part`);
    return reply.part;
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private ask(request: WorkerRequest): Promise<WorkerReply> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.worker.postMessage(request);
    });
  }
}
