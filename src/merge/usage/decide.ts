/** How far an unseen use can be trusted, and what to do about it; the mode the user chose. */
export type Mode = 'strict' | 'balanced' | 'safe';

/** What the witnesses say of one permission together. */
export type EvidenceClass =
  | 'used-declared'
  | 'declared-unseen'
  | 'declared-unobservable'
  | 'used-undeclared'
  | 'used-stale'
  | 'denied-declared'
  | 'denied-undeclared'
  | 'platform';

/** `grant` it, `keep` it although unseen, `drop` it, `never` grant it. */
export type Decision = 'grant' | 'keep' | 'drop' | 'never';

/**
 * The evidence lattice as a table: the decision is monotone in what the code, the log and the deployment say (more evidence of need
 * never removes a grant), and only a use that could have been seen and was not can remove one, in `strict` alone.
 */
const DECISIONS: { readonly [known in EvidenceClass]: { readonly [mode in Mode]: Decision } } = {
  'used-declared': { strict: 'grant', balanced: 'grant', safe: 'grant' },
  'declared-unseen': { strict: 'drop', balanced: 'keep', safe: 'keep' },
  'declared-unobservable': { strict: 'keep', balanced: 'keep', safe: 'keep' },
  'used-undeclared': { strict: 'grant', balanced: 'grant', safe: 'grant' },
  'used-stale': { strict: 'drop', balanced: 'keep', safe: 'keep' },
  'denied-declared': { strict: 'keep', balanced: 'keep', safe: 'keep' },
  'denied-undeclared': { strict: 'never', balanced: 'never', safe: 'never' },
  platform: { strict: 'grant', balanced: 'grant', safe: 'grant' },
};

export const decide = (known: EvidenceClass, mode: Mode): Decision => DECISIONS[known][mode];

/**
 * The rule of three: what was not seen in n periods happens with a probability of at most 3/n per period, at 95 %.
 * Hanley & Lippman-Hand, "If nothing goes wrong, is everything all right?", JAMA 1983, https://doi.org/10.1001/jama.1983.03330370053031
 */
export function ruleOfThree(days: number): string {
  if (days <= 3) return `unseen in ${days} days says nothing about daily work`;
  return `unseen in ${days} days: on any day it happens with a chance of at most ${((3 / days) * 100).toFixed(1)} % (95 % confidence)`;
}
