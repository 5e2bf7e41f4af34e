import { isToken } from './glob.js';

const ORDINARY = [...'x0azqbcdefghijklmnoprstuvwy123456789-_/ABCDEFGHIJKLMNOPQRSTUVWXYZ.=+@!,#%&~;'].map((one) =>
  one.charCodeAt(0),
);

/**
 * The letters that patterns name plus one that none names, which stands for all others and comes first, so that it is preferred in
 * examples. Letters in `disliked` are taken for it only when no other ordinary one is left.
 */
export function withOther(letters: readonly number[], disliked: ReadonlySet<number> = new Set()): number[] {
  const named = new Set(letters);
  const free = ORDINARY.filter((one) => !named.has(one));
  const other = free.find((one) => !disliked.has(one)) ?? free[0] ?? firstUnnamed(named);
  return [other, ...letters];
}

function firstUnnamed(named: ReadonlySet<number>): number {
  for (let code = 0xa1; ; code++) if (!named.has(code) && !isToken(code)) return code;
}
