import { loggedArns } from '../aggregate/attribute/logged-resources.js';
import type { EventCounter, Route } from '../aggregate/event-counter.js';
import { NameTree } from '../aggregate/generalise/name-tree.js';
import { count, current, type Tally } from '../aggregate/generalise/tally.js';
import type { TrailEvent } from '../aggregate/trail-event.js';
import { ByteHash } from './byte-hash.js';
import { FIELD } from './record-scanner.js';
import { RequestKey } from './request-key.js';
import { ResourceTemplate } from './resource-template.js';

/** A row to count in, or the tree that knows it by the name in the template's hole. */
type Row = Tally | NameTree;

/** What records with one list of resources count in: the same for all, or by their request. */
interface Answer {
  template: ResourceTemplate | undefined;
  rows: Row[] | undefined;
  byRequest: Map<number, Row[]>;
  /** The list holds no ARN, so that the request alone names the resource. */
  bare: boolean;
  /** Members that the rules had asked for when the requests were keyed: once they ask for more, the keys are others. */
  reads: number;
}

/** Answers remembered per kind of record; beyond, all are forgotten. */
const MAX_ANSWERS = 256;
const MAX_TEMPLATES = 16;

/**
 * The rows that records of one kind count in. Each list of resources is attributed once; lists that differ only in a name made at run time are one
 * template, so that an object key met once costs a comparison of bytes and a walk in its tree, without a string.
 */
export class RecordRows {
  private readonly exact = new Map<number, Answer>();
  private readonly templates: Answer[] = [];
  private size = 0;
  private readonly hash = new ByteHash();
  private readonly request: RequestKey;
  /** Key of the list looked up last, and where the name in the hole of its template stands. */
  private key = 0;
  private from = 0;
  private to = 0;

  /** `read` makes the record scanned last readable to the attributor; `remembers` is told of every answer that is kept. */
  constructor(
    private readonly counter: EventCounter,
    private readonly route: Route,
    private readonly read: (bytes: Buffer) => TrailEvent,
    private readonly remembers: () => void,
  ) {
    this.request = new RequestKey(route.plan!);
  }

  /** Counts one record at a time: the one scanned last. */
  count(bytes: Buffer, spans: Int32Array, time: number): void {
    const answer = this.answerAt(bytes, spans[FIELD.resources * 2]!, spans[FIELD.resources * 2 + 1]!);
    const rows = (answer && this.rowsOf(answer, bytes, spans)) ?? this.learn(answer, bytes, spans, this.read(bytes));
    this.counter.use(1);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      count(row instanceof NameTree ? row.tallyAt(bytes, this.from, this.to) : current(row), 1, time, time);
    }
  }

  private answerAt(bytes: Buffer, start: number, end: number): Answer | undefined {
    for (let i = 0; i < this.templates.length; i++) {
      const template = this.templates[i]!.template!;
      this.to = template.match(bytes, start, end);
      this.from = start + template.before.length;
      if (this.to > 0) return this.templates[i];
    }
    this.hash.reset();
    this.hash.bytes(bytes, start, end);
    this.key = this.hash.value();
    return this.exact.get(this.key);
  }

  private rowsOf(answer: Answer, bytes: Buffer, spans: Int32Array): Row[] | undefined {
    if (answer.rows) return answer.rows;
    if (answer.reads !== this.route.plan!.reads.size) return undefined;
    return answer.byRequest.get(this.requestKey(answer, bytes, spans));
  }

  private requestKey({ bare }: Answer, bytes: Buffer, spans: Int32Array): number {
    const field = FIELD.requestParameters * 2;
    const start = spans[field]!;
    return this.request.of(bytes, start, spans[field + 1]!, bare);
  }

  /** Attributes a record whose like was not met before, and remembers its rows. */
  private learn(known: Answer | undefined, bytes: Buffer, spans: Int32Array, event: TrailEvent): Row[] {
    const { counter, route } = this;
    let wasAsked = false;
    const watched = {
      ...event,
      /** Records whose request is not looked at count in the same rows whatever it says. */
      get parameters(): string {
        wasAsked = true;
        return event.parameters;
      },
    };
    const targets = counter.targetsOf(route, watched);
    const template = ResourceTemplate.of(event, targets, (changed) => counter.targetsOf(route, changed));
    // In a known template this request makes the name matter: such records are attributed one by one.
    const keeps = !known?.template || known.template.hole.head === template?.hole.head;
    const answer =
      (keeps && known) || newAnswer(event, known || this.templates.length >= MAX_TEMPLATES ? undefined : template);
    const hole = answer.template && template?.hole;
    if (hole) {
      this.from = spans[FIELD.resources * 2]! + template!.before.length;
      this.to = this.from + hole.tail;
    }
    const rows = targets.map(({ action, resource }): Row => {
      const tree = counter.rowsOf(route, action);
      return hole?.arn === resource ? tree.behind(hole.head, hole.separator) : tree.tally(resource);
    });
    if (keeps) this.remember(answer, known === undefined, rows, wasAsked, bytes, spans);
    return rows;
  }

  private remember(
    answer: Answer,
    isNew: boolean,
    rows: Row[],
    byRequest: boolean,
    bytes: Buffer,
    spans: Int32Array,
  ): void {
    if (this.size >= MAX_ANSWERS) this.forget();
    this.size += 1;
    this.remembers();
    if (byRequest) {
      const reads = this.route.plan!.reads.size;
      if (answer.reads !== reads) answer.byRequest.clear();
      answer.reads = reads;
      answer.byRequest.set(this.requestKey(answer, bytes, spans), rows);
    } else answer.rows = rows;
    if (!isNew) return;
    if (answer.template) this.templates.push(answer);
    else this.exact.set(this.key, answer);
  }

  private forget(): void {
    this.exact.clear();
    this.templates.length = 0;
    this.size = 0;
  }
}

const newAnswer = ({ resources }: TrailEvent, template: ResourceTemplate | undefined): Answer => ({
  template,
  rows: undefined,
  byRequest: new Map(),
  bare: loggedArns(resources).length === 0,
  reads: -1,
});
