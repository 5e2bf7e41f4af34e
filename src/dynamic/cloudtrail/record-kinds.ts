import type { Route } from '../aggregate/event-counter.js';
import type { Tally } from '../aggregate/generalise/resource-tree.js';
import type { TrailEvent } from '../aggregate/trail-event.js';
import { FIELD } from './record-scanner.js';

/** Records that are alike in everything that decides their route, with the rows they count in. */
export interface RecordKind {
  route: Route;
  /** The first of them; only its resources and request differ from the others'. */
  event: TrailEvent;
  /** Rows by the key of the resources (and request) of a record. */
  details: Map<number, readonly Tally[]>;
  /** The deciding bytes, to tell two kinds with one hash apart. */
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
const MAX_KINDS = 20_000;

/**
 * Finds the kind of a record by its bytes, so that a record like one before is counted without making a single string of it. The bytes are compared,
 * not only their hash: a name made to collide must not count for somebody else's role.
 */
export class RecordKinds {
  private readonly kinds = new Map<number, RecordKind>();
  private generation = 0;
  private hash = 0;

  find(bytes: Buffer, spans: Int32Array): RecordKind | undefined {
    let hash = 0x811c9dc5;
    for (let f = 0; f < DECIDING.length; f++) {
      const field = DECIDING[f]! * 2;
      const end = spans[field + 1]!;
      for (let i = spans[field]!; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
      hash = Math.imul(hash ^ 0xff, 0x01000193);
    }
    this.hash = hash;
    const kind = this.kinds.get(hash);
    return kind && isSame(kind.bytes, bytes, spans) ? kind : undefined;
  }

  /** Remembers the kind of the record that `find` was just asked for. */
  add(bytes: Buffer, spans: Int32Array, event: TrailEvent, route: Route, generation: number): RecordKind {
    this.forget(generation);
    const kind: RecordKind = { route, event, details: new Map(), bytes: decidingBytes(bytes, spans) };
    if (this.kinds.size >= MAX_KINDS) this.kinds.clear();
    this.kinds.set(this.hash, kind);
    return kind;
  }

  /** Drops everything when the table it pointed into is gone. */
  forget(generation: number): void {
    if (generation !== this.generation) this.kinds.clear();
    this.generation = generation;
  }

  /** A key of 53 bits for the resources of a record, and its request where that matters. Two of one key share a caller and an operation. */
  detailKey(bytes: Buffer, spans: Int32Array, withRequest: boolean): number {
    let low = 0x811c9dc5;
    let high = 0x9747b28c;
    for (let field = FIELD.resources as number; ; field = FIELD.requestParameters) {
      const end = spans[field * 2 + 1]!;
      for (let i = spans[field * 2]!; i < end; i++) {
        const byte = bytes[i]!;
        low = Math.imul(low ^ byte, 0x01000193);
        high = Math.imul(high ^ byte, 0x5bd1e995);
      }
      if (!withRequest || field === FIELD.requestParameters) break;
    }
    return ((low >>> 0) & 0x1fffff) * 2 ** 32 + (high >>> 0);
  }
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
