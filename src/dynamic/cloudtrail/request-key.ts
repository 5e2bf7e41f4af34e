import type { EventPlan } from '../aggregate/attribute/event-attributor.js';
import { aliasesOf, UNBOUNDED_MEMBERS } from '../aggregate/attribute/member-names.js';
import { CUT } from '../aggregate/attribute/request-argument.js';
import { SHAPE, shapeOf } from '../aggregate/generalise/token-shape.js';
import { withoutVolatile } from '../aggregate/generalise/volatile-token.js';
import { ByteHash } from './byte-hash.js';
import { skipString, skipValue } from './record-scanner.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const OPEN_LIST = 0x5b;
const CLOSE = 0x7d;
const COMMA = 0x2c;
const COLON = 0x3a;
const SLASH = 0x2f;
const STAR = 0x2a;
/** Says in a key that the whole request follows; no member has this number. */
const WHOLE = 0xffff;
const HIDDEN = 0xfffe;
/** The attributor looks at it in every request. */
const ALWAYS = [CUT];

interface Asked {
  name: Buffer;
  number: number;
  how: 'hidden' | 'pattern' | undefined;
}

/**
 * A key for what the rules of one kind of event look at in a request, read from the bytes: requests of one key get one answer. It may tell apart more
 * requests than the rules do, never fewer: whatever is unusual (escapes, no object, rules that look at everything) takes in all bytes.
 */
export class RequestKey {
  /** Asked members by the length of their name. */
  private asked: Asked[][] = [];
  private reads = -1;
  private readonly hash = new ByteHash();

  constructor(private readonly plan: EventPlan) {}

  /** The key of `bytes[start, end)`, a JSON value. `bare`: nothing but the request names the resource, so that no member is passed over. */
  of(bytes: Buffer, start: number, end: number, bare: boolean): number {
    if (this.plan.reads.size !== this.reads) this.learn();
    const { hash } = this;
    hash.reset();
    if (this.plan.reads.has('*') || bytes[start] !== OPEN || !this.members(bytes, start, end, bare)) {
      hash.reset();
      hash.number(WHOLE);
      hash.bytes(bytes, start, end);
    }
    return hash.value();
  }

  /** Adds the asked members of an object; false when it is not written plainly. */
  private members(bytes: Buffer, start: number, end: number, bare: boolean): boolean {
    let i = start + 1;
    for (;;) {
      while (i < end && (bytes[i]! <= 0x20 || bytes[i] === COMMA)) i++;
      if (bytes[i] === CLOSE) return i + 1 === end;
      if (bytes[i] !== QUOTE) return false;
      const name = i + 1;
      i = skipString(bytes, name, end);
      if (i < 0) return false;
      const length = i - 1 - name;
      for (let j = 0; j < length; j++) if (bytes[name + j] === BACKSLASH) return false;
      while (i < end && (bytes[i]! <= 0x20 || bytes[i] === COLON)) i++;
      const value = i;
      i = skipValue(bytes, value, end);
      if (i < 0) return false;
      const asked = find(this.asked[length], bytes, name);
      if (!asked && (mayWrap(bytes, name, length) || givesArn(bytes, value, i)))
        this.member(WHOLE_VALUE, bytes, value, i, bare);
      if (asked) this.member(asked, bytes, value, i, bare);
    }
  }

  private member({ number, how }: Asked, bytes: Buffer, start: number, end: number, bare: boolean): void {
    const { hash } = this;
    hash.number(number);
    const isText = bytes[start] === QUOTE;
    if (isText && how === 'hidden' && !bare) hash.number(HIDDEN);
    else if (isText && how === 'pattern' && isPlain(bytes, start, end)) this.pattern(bytes, start + 1, end - 1);
    else hash.bytes(bytes, start, end);
  }

  /** Adds a value with its volatile tokens as `*`. */
  private pattern(bytes: Buffer, start: number, end: number): void {
    const { hash } = this;
    for (let from = start; from <= end; ) {
      let to = from;
      while (to < end && bytes[to] !== SLASH && bytes[to] !== COLON) to++;
      const shape = shapeOf(bytes, from, to);
      if (shape === SHAPE.plain) hash.bytes(bytes, from, to);
      else if (shape === SHAPE.volatile) hash.number(STAR);
      else hash.text(withoutVolatile(bytes.toString('latin1', from, to)));
      hash.number(to < end ? bytes[to]! : 0);
      from = to + 1;
    }
  }

  private learn(): void {
    const { plan } = this;
    this.reads = plan.reads.size;
    this.asked = [];
    const clients = new Set(plan.operations.map(({ client }) => client));
    const names = new Set(ALWAYS);
    for (const client of clients)
      for (const member of plan.reads) for (const alias of aliasesOf(client, member)) names.add(alias);
    for (const text of names) {
      const name = Buffer.from(text);
      const how = UNBOUNDED_MEMBERS[plan.client]?.[text];
      const row = this.asked[name.length] ?? [];
      this.asked[name.length] = row;
      row.push({ name, number: name.length * 64 + row.length + 256, how });
    }
  }
}

/** A member that may hold the whole request, as in EC2's younger operations: `DeleteFlowLogsRequest`, `…Req`. */
function mayWrap(bytes: Buffer, name: number, length: number): boolean {
  const last = bytes[name + length - 1];
  return (last === 0x74 || last === 0x71) && /Req(?:uest)?$/.test(bytes.toString('latin1', name, name + length));
}

/** A value that given-arns.ts finds an ARN in: a string or a list of strings. Escapes may hide one. */
function givesArn(bytes: Buffer, start: number, end: number): boolean {
  if (bytes[start] === QUOTE) return bytes[start + 1] === BACKSLASH || isArn(bytes, start + 1);
  if (bytes[start] !== OPEN_LIST) return false;
  for (let i = start; i < end; i++)
    if (bytes[i] === BACKSLASH || (bytes[i] === QUOTE && isArn(bytes, i + 1))) return true;
  return false;
}

const isArn = (bytes: Buffer, at: number): boolean =>
  bytes[at] === 0x61 && bytes[at + 1] === 0x72 && bytes[at + 2] === 0x6e && bytes[at + 3] === COLON;

const WHOLE_VALUE: Asked = { name: Buffer.alloc(0), number: 0xfffd, how: undefined };

function find(row: Asked[] | undefined, bytes: Buffer, start: number): Asked | undefined {
  if (!row) return undefined;
  next: for (let k = 0; k < row.length; k++) {
    const { name } = row[k]!;
    for (let j = 0; j < name.length; j++) if (bytes[start + j] !== name[j]) continue next;
    return row[k];
  }
  return undefined;
}

/** ASCII without escapes; and without stars, which the rules take out of a value before they look at its tokens. */
function isPlain(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i]! >= 0x7f || bytes[i] === BACKSLASH || bytes[i] === STAR) return false;
  return true;
}
