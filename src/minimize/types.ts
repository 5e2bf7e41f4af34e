import type { Catalog } from '../catalog/types.js';
import type { Action } from '../model/action.js';
import type { ArnContext } from '../model/arn.js';
import type { Finding } from '../model/finding.js';
import type { ConditionBlock, NamedPolicy } from '../model/policy.js';

/** One permission as a policy says it: everything is text. The unit all passes work on. */
export interface Grant {
  action: Action;
  resource: string;
  condition?: ConditionBlock;
}

/** Actions × resources under one condition: what becomes a statement. Both lists are sorted and without doubles. */
export interface Block {
  actions: string[];
  resources: string[];
  condition?: ConditionBlock;
}

export interface MinimizeOptions extends PolicyShape {
  arnContext: ArnContext;
  /** Name of the policy; parts of a split policy get `-<theme>` after it. */
  name: string;
  catalog: Catalog;
}

/** What the user may choose about the form of policies; their meaning stays the same but for `relax`. */
export interface PolicyShape {
  /** Write actions as globs that match exactly the needed actions of this catalog. */
  compact?: boolean;
  /** Where documents may go when one inline policy does not hold them. */
  split?: SplitOptions;
  /** Over-grant, by least risk, when nothing else fits. Every pair over-granted is listed. */
  relax?: boolean;
}

export interface SplitOptions {
  /** `managed`: managed policies only. `inline+managed`: fill the role's inline room first. Default `managed`. */
  into: 'managed' | 'inline+managed';
  /** Managed policies the role may still take; AWS's default quota is 10 per role. */
  maxManaged?: number;
  /** Characters of inline policies the role already has. */
  usedInline?: number;
}

/** A pair that the policy allows and nobody asked for, with the reason it is there. */
export interface Widening {
  action: string;
  resource: string;
  condition?: ConditionBlock;
  reason: string;
}

export interface MinimizedPolicy {
  policies: NamedPolicy[];
  /** What is allowed beyond the needs; empty unless `relax` was asked for and needed. */
  widenings: Widening[];
  findings: Finding[];
  /** Catalog that the globs of a compact policy are exact for; `drift` compares with a newer one. */
  catalogVersion: string;
}
