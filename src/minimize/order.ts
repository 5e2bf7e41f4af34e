import { conditionKeyOf } from '../model/condition-key.js';
import type { Block } from './types.js';

/** Statements by first action, then by resources: services stand together, and adding one statement moves no other. */
export const orderBlocks = (blocks: readonly Block[]): Block[] =>
  blocks
    .map((block) => ({
      block,
      key: [block.actions.join(), block.resources.join(), conditionKeyOf(block.condition)].join('\n'),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ block }) => block);
