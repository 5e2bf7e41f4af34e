import type { Condition } from '../conditions/evaluate.js';
import { foldGlob, type Glob, matchesGlob, parseGlob } from '../glob.js';
import type { Pattern } from '../pattern.js';
import type { PrincipalEntry } from '../principal.js';

/** A list that is meant as itself or (`NotAction`, `NotResource`, `NotPrincipal`) as its complement. */
export interface Selection<T> {
  not: boolean;
  values: readonly T[];
}

/** A pattern of actions, lower case. */
export interface ActionPattern {
  text: string;
  glob: Glob;
}

/** One statement of a policy with every element in one spelling. */
export interface NormalStatement {
  index: number;
  sid?: string;
  effect: 'Allow' | 'Deny';
  actions: Selection<ActionPattern>;
  /** Absent in trust policies: any resource. */
  resources?: Selection<Pattern>;
  /** Absent in identity policies: the principal the policy is attached to. */
  principals?: Selection<PrincipalEntry>;
  conditions: readonly Condition[];
}

export const actionPattern = (text: string): ActionPattern => {
  const lower = text.toLowerCase();
  return { text: lower, glob: foldGlob(parseGlob(lower)) };
};

export const selectsAction = (actions: Selection<ActionPattern>, lowerAction: string): boolean =>
  actions.values.some(({ glob }) => matchesGlob(glob, lowerAction)) !== actions.not;
