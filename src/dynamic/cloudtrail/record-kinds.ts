import type { EventCounter, Route } from '../aggregate/event-counter.js';
import { RecordRows } from './record-rows.js';
import { FIELD } from './record-scanner.js';

/** Records that are alike in everything that decides their route. */
export interface RecordKind {
  route: Route;
  /** For the list of unmapped events. */
  name: { eventSource: string; eventName: string; count: number };
  /** The rows they count in; absent when none of them counts. */
  rows: RecordRows | undefined;
  /** The deciding bytes. */
  bytes: Buffer;
}

/** Fields that decide the route: who called what, from where, with which outcome. */
const DECIDING = [
  FIELD.issuerArn,
  FIELD.issuerType,
  FIELD.identityType,
  FIELD.eventSource,
  FIELD.eventName,
  FIELD.eventType,
  FIELD.eventCategory,
  FIELD.invokedBy,
  FIELD.errorCode,
  FIELD.awsRegion,
  FIELD.recipientAccountId,
];
/** How many bytes of a field's begin and end are hashed. A hash only finds candidates, so it needs no more than tells most kinds apart. */
const SAMPLED: { readonly [field: number]: readonly [number, number] } = {
  [FIELD.issuerArn]: [0, 16],
  [FIELD.eventName]: [8, 8],
  [FIELD.eventSource]: [4, 0],
  [FIELD.recipientAccountId]: [0, 6],
};
const SAMPLES = DECIDING.map((field) => SAMPLED[field] ?? [1, 1]);
const MAX_KINDS = 20_000;
/** Kinds with one hash that are told apart; more are made by intent only, and each takes the place of the others. */
const MAX_ALIKE = 8;
/** Answers that all kinds remember together. */
const MAX_ANSWERS = 100_000;

/**
 * Finds the kind of a record by its bytes, so that a record like one before is counted without making a single string of it. All deciding bytes are
 * compared, not only their hash: a name made to collide must not count for somebody else's role.
 */
export class RecordKinds {
  private readonly kinds = new Map<number, RecordKind[]>();
  private size = 0;
  private answers = 0;
  private generation = 0;
  private hash = 0;

  constructor(private readonly counter: EventCounter) {}

  find(bytes: Buffer, spans: Int32Array): RecordKind | undefined {
    this.hash = hashOf(bytes, spans);
    const alike = this.kinds.get(this.hash);
    if (alike) for (let i = 0; i < alike.length; i++) if (isSame(alike[i]!.bytes, bytes, spans)) return alike[i];
    return undefined;
  }

  /** Remembers the kind of the record that `find` was just asked for. */
  add(bytes: Buffer, spans: Int32Array, name: RecordKind['name'], route: Route): RecordKind {
    if (this.size >= MAX_KINDS || this.answers >= MAX_ANSWERS) this.clear();
    const rows = route.plan && !route.refused ? new RecordRows(this.counter, route, () => this.remember()) : undefined;
    const kind: RecordKind = { route, name, rows, bytes: decidingBytes(bytes, spans) };
    const alike = this.kinds.get(this.hash) ?? [];
    this.kinds.set(this.hash, alike.length < MAX_ALIKE ? [...alike, kind] : [kind]);
    this.size += 1;
    return kind;
  }

  /** Drops everything when the table it pointed into is gone. */
  startUnit(): void {
    if (this.counter.generation !== this.generation) this.clear();
    this.generation = this.counter.generation;
  }

  private remember(): void {
    this.answers += 1;
    if (this.answers >= MAX_ANSWERS) this.clear();
  }

  private clear(): void {
    this.kinds.clear();
    this.size = 0;
    this.answers = 0;
  }
}

function hashOf(bytes: Buffer, spans: Int32Array): number {
  let hash = 0x811c9dc5 | 0;
  for (let f = 0; f < DECIDING.length; f++) {
    const field = DECIDING[f]! * 2;
    const start = spans[field]!;
    const end = spans[field + 1]!;
    const [head, tail] = SAMPLES[f]!;
    hash = Math.imul(hash ^ (end - start), 0x01000193);
    for (let i = start; i < end && i < start + head; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
    for (let i = Math.max(start, end - tail); i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  }
  return hash;
}

function decidingBytes(bytes: Buffer, spans: Int32Array): Buffer {
  const parts = DECIDING.flatMap((field) => [bytes.subarray(spans[field * 2]!, spans[field * 2 + 1]!), SEPARATOR]);
  return Buffer.concat(parts);
}

const SEPARATOR = Buffer.from([0xff]);

function isSame(kind: Buffer, bytes: Buffer, spans: Int32Array): boolean {
  let at = 0;
  for (let f = 0; f < DECIDING.length; f++) {
    const field = DECIDING[f]! * 2;
    const end = spans[field + 1]!;
    for (let i = spans[field]!; i < end; i++) if (kind[at++] !== bytes[i]) return false;
    if (kind[at++] !== 0xff) return false;
  }
  return true;
}
