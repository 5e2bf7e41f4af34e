import type { PlacedStatement } from '../policy/policy-set.js';

/** A request is new access when, for one goal, all statements of `inside` apply to it and none of `outside`. */
export interface Goal {
  inside: readonly PlacedStatement[];
  outside: readonly PlacedStatement[];
}
