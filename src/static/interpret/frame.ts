import type { ts } from '../parse/ast.js';
import type { ObjectValue, Value } from './value.js';

/** A condition under which code runs. Assignments in the frame of the variable's declaration replace; all others join. */
export interface Frame {
  readonly parent: Frame | undefined;
  readonly loop: boolean;
  /** For one of several branches: what it surely sets so far. */
  readonly writes?: Writes;
  /** The clauses of a `switch` from one on: what a `break` leaves. */
  readonly clause?: boolean;
  /** Set when code inside may already have left by `break` or `continue`. */
  left?: boolean;
}

/** What a branch surely sets: the values, and whether nothing was there before. */
export interface Written {
  value: Value;
  wasAbsent: boolean;
}

export type Writes = Map<ObjectValue | Binding, Map<string, Written>>;

export interface Binding {
  value: Value;
  frame: Frame;
  born: number;
  /** Time of the last change. */
  changedAt?: number;
  /** Imports read through to the exporting module, so that cycles and reassigned exports work. */
  read?: () => Value;
  /** Declared type, read only when the value is not known. */
  type?: ts.TypeNode;
}
