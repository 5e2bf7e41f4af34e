import type { OutputStatement } from '../model/policy.js';
import { compactActions } from './compact/compact-actions.js';
import { nameSids } from './name-sids.js';
import { orderBlocks } from './order.js';
import type { Block, MinimizeOptions } from './types.js';

/** Blocks → statements in their final order, named; with `compact` the actions as globs. Sids come from the actions written out. */
export function assemble(blocks: readonly Block[], { catalog, compact }: MinimizeOptions): OutputStatement[] {
  const statements = nameSids(orderBlocks(blocks), catalog);
  if (!compact) return statements;
  const cut = compact === true ? 'characters' : compact;
  return statements.map((statement) => ({ ...statement, Action: compactActions(statement.Action, catalog, cut) }));
}
