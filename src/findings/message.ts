/** Arguments of a finding, filled into its text. */
export type MessageArgs = { readonly [name: string]: string | number };

/** The wording of one rule: the only place where its text lives. */
export interface Message {
  /** A few words, for lists and SARIF rule names. */
  title: string;
  /** One sentence about this case. */
  text(args: MessageArgs): string;
  /** What the user can do about it; one sentence. */
  advice: string;
}

/** Rule id (`IT` + three digits) → wording. */
export type MessageTable = { readonly [ruleId: string]: Message };
