import type { EventCounter } from '../aggregate/event-counter.js';
import { SeenEvents } from '../aggregate/seen-events.js';
import type { TrailEvent } from '../aggregate/trail-event.js';
import { type RecordKind, RecordKinds } from './record-kinds.js';
import { FIELD, RecordScanner } from './record-scanner.js';
import { type RecordSink, RecordStream } from './record-stream.js';

/** Tallies remembered per kind of event, by their resources. */
const MAX_DETAILS = 256;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/**
 * Reads the records of one file after another into a counter, without duplicates. One reader serves one unit of files at a time, because
 * duplicates are looked for inside a unit.
 */
export class RecordReader implements RecordSink {
  private readonly scanner = new RecordScanner();
  private seen = new SeenEvents();
  private readonly kinds = new RecordKinds();
  private idsOnly = false;
  /** Earliest and latest event time met. */
  first = '';
  last = '';
  /** Elements of the current file that were no records, by reason. */
  brokenElements = new Map<'not-json' | 'cut-off' | 'too-large', number>();
  /** Records met so far, in all files. */
  elements = 0;
  readonly accounts = new Set<string>();
  readonly regions = new Set<string>();

  constructor(
    private readonly counter: EventCounter,
    readonly roles: readonly Buffer[],
  ) {}

  /** Forgets the ids of the unit before. */
  startUnit(): void {
    this.kinds.forget(this.counter.generation);
    this.seen = new SeenEvents();
  }

  /** A stream for the next file; `idsOnly` only remembers event ids (the last file of the day before). */
  startFile(idsOnly: boolean): RecordStream {
    this.idsOnly = idsOnly;
    this.brokenElements = new Map();
    return new RecordStream(this.scanner, this);
  }

  /** Counts records that were passed over because no wanted role is in them. */
  passOver(number: number): void {
    this.elements += number;
    if (!this.idsOnly) this.counter.drop('other-role', undefined, number);
  }

  /** Scans one record in a buffer; false when there is none at that place. */
  recordAt(bytes: Buffer, at: number): number {
    const end = this.scanner.scan(bytes, at, bytes.length);
    if (end > 0) this.record(bytes);
    return end;
  }

  /** Notes the times of records that are passed over: the first and the last of a file tell what it covers. */
  noteTimes(bytes: Buffer, ...places: number[]): void {
    for (const at of places) if (this.scanner.scan(bytes, at, bytes.length) > 0) this.timeOf(bytes);
  }

  record(bytes: Buffer): void {
    this.elements += 1;
    if (this.idsOnly) {
      if (this.start(FIELD.issuerArn) > 0) this.isNew(bytes);
      return;
    }
    const time = this.timeOf(bytes);
    const kind = this.kinds.find(bytes, this.scanner.spans) ?? this.newKind(bytes);
    const refused = this.counter.refuses(kind.route, time, time);
    if (refused && refused !== 'unmapped') this.counter.drop(refused);
    else if (!this.isNew(bytes)) this.counter.drop('duplicate');
    else if (refused) this.counter.drop(refused, this.eventOf(bytes, time));
    else this.count(bytes, kind, time);
  }

  /** An event that counts: its rows are looked up by the bytes of its resources, and of its request where that matters. */
  private count(bytes: Buffer, kind: RecordKind, time: string): void {
    const { plan } = kind.route;
    const usesRequest = plan!.needsParameters || this.start(FIELD.resources) === 0;
    const key = this.kinds.detailKey(bytes, this.scanner.spans, usesRequest);
    let tallies = kind.details.get(key);
    if (!tallies) {
      const { event } = kind;
      event.resources = this.text(bytes, FIELD.resources);
      event.parameters = usesRequest ? this.text(bytes, FIELD.requestParameters) : '';
      tallies = this.counter.talliesOf(kind.route, event);
      if (kind.details.size >= MAX_DETAILS) kind.details.clear();
      kind.details.set(key, tallies);
    }
    this.counter.use(tallies, 1, time, time);
  }

  private newKind(bytes: Buffer): RecordKind {
    const event = this.eventOf(bytes, '');
    if (event.account !== '') this.accounts.add(event.account);
    if (event.region !== '' && event.role !== '') this.regions.add(event.region);
    return this.kinds.add(bytes, this.scanner.spans, event, this.counter.route(event), this.counter.generation);
  }

  wrapped(text: string): void {
    const bytes = Buffer.from(text);
    const end = this.scanner.scan(bytes, 0, bytes.length);
    if (end > 0) this.record(bytes);
    else this.broken('not-json');
  }

  broken(reason: 'not-json' | 'cut-off' | 'too-large'): void {
    if (this.idsOnly) return;
    this.counter.drop(reason);
    this.brokenElements.set(reason, (this.brokenElements.get(reason) ?? 0) + 1);
  }

  private eventOf(bytes: Buffer, time: string): TrailEvent {
    const isRole = this.text(bytes, FIELD.issuerType) === 'Role';
    return {
      role: isRole ? this.text(bytes, FIELD.issuerArn) : '',
      eventSource: this.text(bytes, FIELD.eventSource),
      eventName: this.text(bytes, FIELD.eventName),
      eventType: this.text(bytes, FIELD.eventType),
      eventCategory: this.text(bytes, FIELD.eventCategory),
      invokedBy: this.text(bytes, FIELD.invokedBy),
      errorCode: this.text(bytes, FIELD.errorCode),
      region: this.text(bytes, FIELD.awsRegion),
      account: this.text(bytes, FIELD.recipientAccountId),
      resources: this.text(bytes, FIELD.resources),
      parameters: this.text(bytes, FIELD.requestParameters),
      first: time,
      last: time,
      count: 1,
    };
  }

  /** A field's text: strings decoded, objects and lists as JSON, `null` and absent fields as ''. */
  private text(bytes: Buffer, field: number): string {
    const start = this.start(field);
    if (start === 0) return '';
    const text = bytes.toString('utf8', start, this.scanner.spans[field * 2 + 1]!);
    if (bytes[start - 1] !== 0x22) return text === 'null' ? '' : text;
    return text.includes('\\') ? decode(text) : text;
  }

  /** Times are compared as text, so another notation (fractions, offsets) is rewritten; one that is no time is missing. */
  private timeOf(bytes: Buffer): string {
    const time = canonicalTime(this.text(bytes, FIELD.eventTime));
    if (time !== '') {
      if (this.first === '' || time < this.first) this.first = time;
      if (time > this.last) this.last = time;
    }
    return time;
  }

  /** Remembers the event's id, or the id that copies in several accounts share. Events without an id can't be compared. */
  private isNew(bytes: Buffer): boolean {
    const field = this.start(FIELD.sharedEventID) > 0 ? FIELD.sharedEventID : FIELD.eventID;
    const start = this.start(field);
    return start === 0 || this.seen.add(bytes, start, this.scanner.spans[field * 2 + 1]!);
  }

  private start(field: number): number {
    return this.scanner.spans[field * 2]!;
  }
}

function canonicalTime(text: string): string {
  // Nearly every time has this length and ends so; the full check is for the others.
  if (text.length === 20 && TIME.test(text)) return text;
  const time = Date.parse(text);
  return Number.isNaN(time) ? '' : `${new Date(time).toISOString().slice(0, 19)}Z`;
}

function decode(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
