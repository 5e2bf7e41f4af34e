import type { FindingType } from '../types.js';

type Args = { readonly [name: string]: string | number };

/** The kind and the wording of one issue code. */
interface IssueCode {
  type: FindingType;
  text(args: Args): string;
}

export type IssueCodes = { readonly [code: string]: IssueCode };

/** Fills `{name}` in a sentence. */
export const issues = (type: FindingType, texts: { readonly [code: string]: string }): IssueCodes =>
  Object.fromEntries(
    Object.entries(texts).map(([code, text]) => [
      code,
      { type, text: (args: Args) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(args[name] ?? '')) },
    ]),
  );

/** AWS and others write some codes with other word splits (`NOT_RESOURCE`, `NOTRESOURCE`): equal without underscores. */
export const sameCode = (a: string, b: string): boolean => a.replaceAll('_', '') === b.replaceAll('_', '');
