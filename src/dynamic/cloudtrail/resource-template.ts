import type { Target } from '../aggregate/attribute/event-attributor.js';
import { ARN } from '../aggregate/attribute/logged-resources.js';
import { runTimeName } from '../aggregate/generalise/run-time-names.js';
import type { TrailEvent } from '../aggregate/trail-event.js';

/** Where the one ARN with a name made at run time stands in a list of resources: `head` is kept, the name is `tail` characters. */
export interface Hole {
  arn: string;
  head: string;
  tail: number;
  separator: string;
}

/** Bytes of a name that mean themselves in JSON and in a pattern of IAM: printable ASCII but `"`, `\`, `*`, `?` and the `{` of a variable. */
const MEANS_ITSELF = new Uint8Array(256);
for (let byte = 0x20; byte < 0x7f; byte++) MEANS_ITSELF[byte] = '"\\*?{'.includes(String.fromCharCode(byte)) ? 0 : 1;

/** Names of other shapes; what an event shows must be the same with any of them before its list of resources counts as a template. */
const CANARIES = ['x', 'x/y', 'x:y', '/x//y:z/'];

/**
 * A list of resources with a hole: lists that differ only in a name made at run time are use of the same actions, behind the same head. Found by
 * trying it out; the catalog's ARN formats say nothing of what such a name holds (a test reads them all).
 */
export class ResourceTemplate {
  private constructor(
    readonly before: Buffer,
    private readonly after: Buffer,
    readonly hole: Hole,
  ) {}

  /** The template of an event that was attributed to `targets`; undefined when the list has no hole or more, or when the name matters. */
  static of(
    event: TrailEvent,
    targets: readonly Target[],
    attribute: (event: TrailEvent) => readonly Target[],
  ): ResourceTemplate | undefined {
    const { resources } = event;
    if (!/^[ -~]*$/.test(resources) || /\\|refix/.test(resources)) return undefined;
    const holes = [...resources.matchAll(ARN)].flatMap(({ 0: all, 2: arn, index }) => {
      const run = runTimeName(arn!);
      return run ? [{ ...run, arn: arn!, start: index + all.length - 1 - arn!.length + run.head.length }] : [];
    });
    const [one] = holes;
    if (one === undefined || holes.length > 1) return undefined;
    const { arn, head, separator, start } = one;
    const tail = arn.length - head.length;
    const before = resources.slice(0, start);
    const after = resources.slice(start + tail);
    const template = new ResourceTemplate(Buffer.from(before), Buffer.from(after), { arn, head, tail, separator });
    if (template.match(Buffer.from(resources), 0, resources.length) === 0) return undefined;
    const expected = shown(targets, arn);
    const isSteady = CANARIES.every(
      (name) =>
        runTimeName(head + name)?.head === head &&
        shown(attribute({ ...event, resources: before + name + after }), head + name) === expected,
    );
    return isSteady && !mayCoincide(targets, arn) ? template : undefined;
  }

  /** The index behind the name when `bytes[start, end)` is this template with another name that means itself; else 0. */
  match(bytes: Buffer, start: number, end: number): number {
    const { before, after } = this;
    const from = start + before.length;
    const to = end - after.length;
    if (to <= from) return 0;
    // Lists differ in the bucket's name most often, which stands right before the hole.
    for (let i = before.length - 1; i >= 0; i--) if (before[i] !== bytes[start + i]) return 0;
    for (let i = 0; i < after.length; i++) if (after[i] !== bytes[to + i]) return 0;
    for (let i = from; i < to; i++) if (MEANS_ITSELF[bytes[i]!] === 0) return 0;
    return to;
  }
}

const shown = (targets: readonly Target[], arn: string): string =>
  targets.map(({ action, resource }) => `${action} ${resource === arn ? '(hole)' : resource}`).join('\n');

/** Two targets of one action, of which only one has the name, would be one target for a certain name. */
const mayCoincide = (targets: readonly Target[], arn: string): boolean =>
  targets.some(
    ({ action, resource }) =>
      resource === arn && targets.some((other) => other.action === action && other.resource !== arn),
  );
