import { ESCALATIONS } from '../../catalog/escalations.js';
import type { DecidedAction } from './services.js';
import type { EscalationPath } from './types.js';

/** Known ways in which the holder of the granted actions can gain more than it has. Conditions and resources are not looked at. */
export function escalationsOf(actions: readonly DecidedAction[]): EscalationPath[] {
  const granted = new Map(actions.map((one) => [one.action.toLowerCase(), one]));
  return ESCALATIONS.flatMap(({ how, actions: needed }) => {
    const held = needed.map((action) => granted.get(action));
    if (held.some((one) => one === undefined)) return [];
    return [
      {
        how,
        actions: held.map((one) => one!.action).sort(),
        used: held.every((one) => one!.state === 'used'),
      },
    ];
  });
}
