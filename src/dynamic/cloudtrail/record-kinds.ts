import type { EventCounter, Route } from '../aggregate/event-counter.js';
import type { TrailEvent } from '../aggregate/trail-event.js';
import { RecordRows } from './record-rows.js';
import { FIELD } from './record-scanner.js';

/** Records that are alike in everything that decides their route. */
export interface RecordKind {
  route: Route;
  /** For the list of unmapped events. */
  name: { eventSource: string; eventName: string; count: number };
  /** The rows they count in; absent when none of them counts. */
  rows: RecordRows | undefined;
  /** The deciding bytes, one field behind the other, and the length of each. */
  bytes: DataView;
  lengths: number[];
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
  /** The bytes of the last record, to be read four at a time. */
  private viewed: Buffer | undefined;
  private view: DataView = new DataView(new ArrayBuffer(0));

  constructor(
    private readonly counter: EventCounter,
    private readonly read: (bytes: Buffer) => TrailEvent,
  ) {}

  find(bytes: Buffer, spans: Int32Array): RecordKind | undefined {
    if (bytes !== this.viewed) {
      this.viewed = bytes;
      this.view = viewOf(bytes);
    }
    this.hash = hashOf(this.view, spans);
    const alike = this.kinds.get(this.hash);
    if (alike) for (let i = 0; i < alike.length; i++) if (isSame(alike[i]!, this.view, spans)) return alike[i];
    return undefined;
  }

  /** Remembers the kind of the record that `find` was just asked for. */
  add(bytes: Buffer, spans: Int32Array, name: RecordKind['name'], route: Route): RecordKind {
    if (this.size >= MAX_KINDS || this.answers >= MAX_ANSWERS) this.clear();
    const rows =
      route.plan && !route.refused ? new RecordRows(this.counter, route, this.read, () => this.remember()) : undefined;
    const kind: RecordKind = { route, name, rows, ...decidingBytes(bytes, spans) };
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

const viewOf = (bytes: Buffer): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** Of each field its length, begin and end: a hash only finds candidates, so it needs no more than tells most kinds apart. */
function hashOf(view: DataView, spans: Int32Array): number {
  let hash = 0x811c9dc5 | 0;
  for (let f = 0; f < DECIDING.length; f++) {
    const field = DECIDING[f]! * 2;
    const start = spans[field]!;
    const end = spans[field + 1]!;
    const length = end - start;
    hash = Math.imul(hash ^ length, 0x01000193);
    if (length < 4) continue;
    hash = Math.imul(hash ^ view.getInt32(start, true), 0x5bd1e995);
    hash = Math.imul(hash ^ (hash >>> 15) ^ view.getInt32(end - 4, true), 0x01000193);
    if (length < 16) continue;
    hash = Math.imul(hash ^ view.getInt32(end - 8, true), 0x5bd1e995);
    hash = Math.imul(hash ^ (hash >>> 15) ^ view.getInt32(end - 12, true), 0x01000193);
    hash = Math.imul(hash ^ view.getInt32(end - 16, true), 0x5bd1e995);
  }
  return hash ^ (hash >>> 13);
}

function decidingBytes(bytes: Buffer, spans: Int32Array): Pick<RecordKind, 'bytes' | 'lengths'> {
  const parts = DECIDING.map((field) => bytes.subarray(spans[field * 2]!, spans[field * 2 + 1]!));
  return { bytes: viewOf(Buffer.concat(parts)), lengths: parts.map(({ length }) => length) };
}

/** Whether every deciding field is the same; compared by four bytes, the last of a field's overlapping those before. */
function isSame({ bytes, lengths }: RecordKind, view: DataView, spans: Int32Array): boolean {
  let at = 0;
  for (let f = 0; f < DECIDING.length; f++) {
    const start = spans[DECIDING[f]! * 2]!;
    const length = lengths[f]!;
    if (spans[DECIDING[f]! * 2 + 1]! - start !== length) return false;
    if (length >= 4) {
      for (let i = length - 4; i > 0; i -= 4) if (bytes.getInt32(at + i) !== view.getInt32(start + i)) return false;
      if (bytes.getInt32(at) !== view.getInt32(start)) return false;
    } else for (let i = 0; i < length; i++) if (bytes.getUint8(at + i) !== view.getUint8(start + i)) return false;
    at += length;
  }
  return true;
}
