import type { SourceLocation } from './location.js';
import type { Text } from './text.js';

/**
 * An abstract, serialisable argument of an SDK call: what the static pass knows about a request's input. The catalog's rules are
 * evaluated on it; CloudTrail request parameters are turned into the same shape, so that both passes share the rules.
 */
export type Argument =
  | TextArgument
  | ConstantArgument
  | ObjectArgument
  | ListArgument
  | ChoiceArgument
  | UnknownArgument;

export interface TextArgument {
  kind: 'text';
  text: Text;
}

/** `value: undefined` is written as `{ kind: 'constant' }`: the member is known to be absent. */
export interface ConstantArgument {
  kind: 'constant';
  value?: number | boolean | null;
}

export interface ObjectArgument {
  kind: 'object';
  members: { [name: string]: Argument };
  /** Members whose name is not a literal: `{ [TABLE]: [...] }`. */
  computed?: { key: Text; value: Argument }[];
  /** Set when further members may exist (`...opts` of unknown shape): why and where. */
  open?: { reason: string; at?: SourceLocation };
}

export interface ListArgument {
  kind: 'list';
  items: Argument[];
  /** Set when items may exist that look like none of those listed. A list of unknown length lists every shape its items have. */
  open?: { reason: string; at?: SourceLocation };
}

/** One of several values, at most twelve. */
export interface ChoiceArgument {
  kind: 'choice';
  of: Argument[];
}

export interface UnknownArgument {
  kind: 'unknown';
  reason: string;
  at?: SourceLocation;
  /** `event.detail.bucket.name` when it is known where the value comes from. */
  source?: string;
}
