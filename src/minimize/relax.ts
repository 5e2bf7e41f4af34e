import type { Catalog } from '../catalog/types.js';
import { actionNameOf, servicePrefixOf } from '../model/action.js';
import { conditionKeyOf } from '../model/condition-key.js';
import { actionsOf } from '../prove/index.js';
import { riskOf } from './risk.js';
import type { Block, Widening } from './types.js';

/** Characters of a statement without its lists. */
const STATEMENT_OVERHEAD = 80;

interface Relaxed {
  blocks: readonly Block[];
  widenings: Widening[];
}

interface Move {
  /** Blocks that the move takes away and the one it puts there instead. */
  taken: readonly Block[];
  put: Block;
  saved: number;
  widenings: Widening[];
  risk: number;
}

/**
 * Ever shorter and ever wider policies, each with the list of what it grants beyond the needs: at every step the move with least risk per
 * saved character. A move merges two statements of one condition, or writes actions of a statement as a glob of their first word. Moves
 * that would add an action of infinite risk are never made. Ends when no move saves anything.
 */
export function* relax(exact: readonly Block[], catalog: Catalog): Generator<Relaxed> {
  let blocks: readonly Block[] = exact;
  const widenings: Widening[] = [];
  for (;;) {
    const moves = [...mergeMoves(blocks, catalog), ...globMoves(blocks, catalog)];
    const best = moves
      .filter((move) => move.saved > 0 && Number.isFinite(move.risk))
      .sort((a, b) => a.risk * b.saved - b.risk * a.saved || b.saved - a.saved || (textOf(a) < textOf(b) ? -1 : 1))[0];
    if (!best) return;
    blocks = [...blocks.filter((block) => !best.taken.includes(block)), best.put];
    widenings.push(...best.widenings);
    yield { blocks, widenings: [...widenings] };
  }
}

const textOf = (move: Move): string => JSON.stringify(move.put);

/** Two statements of one service and condition as one: actions of either on the resources of both. */
function* mergeMoves(blocks: readonly Block[], catalog: Catalog): Generator<Move> {
  for (const [index, a] of blocks.entries()) {
    for (const b of blocks.slice(index + 1)) {
      if (contextOf(a) !== contextOf(b)) continue;
      const put = { ...a, actions: union(a.actions, b.actions), resources: union(a.resources, b.resources) };
      const asked = (action: string, resource: string) =>
        [a, b].some((x) => x.actions.includes(action) && x.resources.includes(resource));
      const pairs = put.actions.flatMap((action) => put.resources.map((resource) => ({ action, resource })));
      const extra = pairs.filter(({ action, resource }) => !asked(action, resource));
      yield toMove([a, b], put, extra, 'statements were merged', catalog);
    }
  }
}

/** Several actions of a statement that begin with one word, as a glob of that word. */
function* globMoves(blocks: readonly Block[], catalog: Catalog): Generator<Move> {
  for (const block of blocks) {
    const words = new Set(block.actions.filter((action) => !action.includes('*')).map(firstWord));
    for (const word of words) {
      const covered = block.actions.filter((action) => firstWord(action) === word);
      const glob = `${word}*`;
      const gained = actionsOf(glob, catalog).filter((action) => !block.actions.includes(action));
      if (covered.length < 2) continue;
      const put = {
        ...block,
        actions: union(
          block.actions.filter((action) => !covered.includes(action)),
          [glob],
        ),
      };
      const extra = gained.flatMap((action) => block.resources.map((resource) => ({ action, resource })));
      yield toMove([block], put, extra, `actions are written as ${glob}`, catalog);
    }
  }
}

/** `s3:GetObjectAcl` → `s3:Get`. */
const firstWord = (action: string): string =>
  `${servicePrefixOf(action)}:${/^[A-Z]+[a-z0-9]*/.exec(actionNameOf(action))?.[0] ?? actionNameOf(action)}`;

function toMove(
  taken: readonly Block[],
  put: Block,
  extra: readonly { action: string; resource: string }[],
  reason: string,
  catalog: Catalog,
): Move {
  const risk = extra.reduce((sum, { action }) => sum + riskOf(action, catalog), 0);
  const saved = taken.reduce((sum, block) => sum + sizeOf(block), 0) - sizeOf(put);
  const condition = put.condition && { condition: put.condition };
  return { taken, put, saved, risk, widenings: extra.map((pair) => ({ ...pair, ...condition, reason })) };
}

const sizeOf = (block: Block): number =>
  STATEMENT_OVERHEAD + [...block.actions, ...block.resources].reduce((sum, text) => sum + text.length + 3, 0);

const contextOf = (block: Block): string => `${servicePrefixOf(block.actions[0]!)} ${conditionKeyOf(block.condition)}`;

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])].sort();
