import type { Catalog } from '../../catalog/types.js';
import type { Level } from './types.js';

/** What the report asks of the catalog about an action. */
export type Knowledge = (action: string) => {
  level: Level;
  /** False for actions without resource types, which work on `*` only. */
  canBeLimited: boolean;
};

/** Remembers its answers: in an account the same actions are granted to many roles. */
export function knowledgeOf(catalog: Catalog): Knowledge {
  const known = new Map<string, ReturnType<Knowledge>>();
  return (action) => {
    const before = known.get(action);
    if (before) return before;
    const record = catalog.action(action);
    const answer = { level: record?.accessLevel ?? 'unknown', canBeLimited: record?.wildcardOnly === false } as const;
    known.set(action, answer);
    return answer;
  };
}
