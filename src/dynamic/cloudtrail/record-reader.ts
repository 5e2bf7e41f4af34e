import type { EventCounter } from '../aggregate/event-counter.js';
import { packTime, packTimeAt, timeText } from '../aggregate/event-time.js';
import { SeenEvents } from '../aggregate/seen-events.js';
import type { TrailEvent } from '../aggregate/trail-event.js';
import { type RecordKind, RecordKinds } from './record-kinds.js';
import { ByteScanner, FIELD, type RecordScanner } from './record-scanner.js';
import { type RecordSink, RecordStream } from './record-stream.js';
import { openScanner } from './simd/simd-scanner.js';

/**
 * Reads the records of one file after another into a counter, without duplicates. One reader serves one unit of files at a time, because
 * duplicates are looked for inside a unit.
 */
export class RecordReader implements RecordSink {
  private scanner: RecordScanner = openScanner();
  /** For records inside other elements: the file's own bytes stay loaded in the first. */
  private readonly inner = new ByteScanner();
  private seen = new SeenEvents();
  private readonly kinds: RecordKinds;
  private idsOnly = false;
  /** Earliest and latest event time met, packed; 0 for none. */
  private earliest = 0;
  private latest = 0;
  /** Elements of the current file that were no records, by reason. */
  brokenElements = new Map<'not-json' | 'cut-off' | 'too-large', number>();
  /** Records met so far, in all files. */
  elements = 0;
  readonly accounts = new Set<string>();
  readonly regions = new Set<string>();

  constructor(
    private readonly counter: EventCounter,
    readonly roles: readonly Buffer[],
  ) {
    this.kinds = new RecordKinds(counter, (bytes) => this.eventOf(bytes));
  }

  /** Earliest event time met, and the latest; '' for none. */
  get first(): string {
    return timeText(this.earliest);
  }

  get last(): string {
    return timeText(this.latest);
  }

  /** Forgets the ids of the unit before. */
  startUnit(): void {
    this.kinds.startUnit();
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

  /** The index behind the value at a place; a negative number when there is none. */
  skip(bytes: Buffer, at: number): number {
    return this.scanner.skip(bytes, at);
  }

  /** Scans one record in a buffer; false when there is none at that place. */
  recordAt(bytes: Buffer, at: number): number {
    const end = this.scanner.scan(bytes, at);
    if (end > 0) this.record(bytes);
    return end;
  }

  /** Notes the times of records that are passed over: the first and the last of a file tell what it covers. */
  noteTimes(bytes: Buffer, ...places: number[]): void {
    for (const at of places) if (this.scanner.scan(bytes, at) > 0) this.timeOf(bytes);
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
    else if (refused) this.counter.drop(refused, kind.name);
    else kind.rows!.count(bytes, this.scanner.spans, time);
  }

  private newKind(bytes: Buffer): RecordKind {
    const event = this.eventOf(bytes);
    if (event.account !== '') this.accounts.add(event.account);
    if (event.region !== '' && event.role !== '') this.regions.add(event.region);
    const { eventSource, eventName } = event;
    const name = { eventSource, eventName, count: 1 };
    return this.kinds.add(bytes, this.scanner.spans, name, this.counter.route(event));
  }

  wrapped(text: string): void {
    const bytes = Buffer.from(text);
    const outer = this.scanner;
    this.scanner = this.inner;
    if (this.scanner.scan(bytes, 0) > 0) this.record(bytes);
    else this.broken('not-json');
    this.scanner = outer;
  }

  broken(reason: 'not-json' | 'cut-off' | 'too-large'): void {
    if (this.idsOnly) return;
    this.counter.drop(reason);
    this.brokenElements.set(reason, (this.brokenElements.get(reason) ?? 0) + 1);
  }

  private eventOf(bytes: Buffer): TrailEvent {
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
      first: '',
      last: '',
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

  /** The event's time, packed. One in another notation (fractions, offsets) is rewritten; one that is no time is missing. */
  private timeOf(bytes: Buffer): number {
    const start = this.start(FIELD.eventTime);
    const time =
      packTimeAt(bytes, start, this.scanner.spans[FIELD.eventTime * 2 + 1]!) ||
      packTime(this.text(bytes, FIELD.eventTime));
    if (time !== 0) {
      if (this.earliest === 0 || time < this.earliest) this.earliest = time;
      if (time > this.latest) this.latest = time;
    }
    return time;
  }

  /**
   * Remembers the event's id. Events without one can't be compared. Copies in two accounts (`sharedEventID`) have ids of their own and are told apart
   * where rows are added up, because they lie in different units.
   */
  private isNew(bytes: Buffer): boolean {
    const start = this.start(FIELD.eventID);
    return start === 0 || this.seen.add(bytes, start, this.scanner.spans[FIELD.eventID * 2 + 1]!);
  }

  private start(field: number): number {
    return this.scanner.spans[field * 2]!;
  }
}

function decode(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
