import type { DecidedAction } from './services.js';
import type { EscalationPath, Level, Risk } from './types.js';

/** What an unused action of a level can do on every resource, and on named ones. */
const RISKS: { readonly [level in Level]: { readonly everywhere: Risk; readonly named: Risk } } = {
  'Permissions management': { everywhere: 'high', named: 'high' },
  Write: { everywhere: 'high', named: 'medium' },
  // What counts for an action nobody knows is that it may be a write.
  unknown: { everywhere: 'medium', named: 'medium' },
  Tagging: { everywhere: 'medium', named: 'low' },
  Read: { everywhere: 'medium', named: 'low' },
  List: { everywhere: 'low', named: 'low' },
};

const ORDER: readonly Risk[] = ['none', 'low', 'medium', 'high'];

/**
 * How much harm the unused part of a role can do: its worst action. A way to escalate that is not in use is `high`. What is not
 * observable does not count as unused, here neither.
 */
export function riskOf(
  actions: readonly DecidedAction[],
  resources: ReadonlyMap<string, ReadonlySet<string>>,
  escalations: readonly EscalationPath[],
): Risk {
  if (escalations.some(({ used }) => !used)) return 'high';
  const risks = actions
    .filter(({ state }) => state === 'unused')
    .map(({ action, level }) => RISKS[level][resources.get(action)?.has('*') ? 'everywhere' : 'named']);
  return risks.reduce<Risk>((worst, risk) => (ORDER.indexOf(risk) > ORDER.indexOf(worst) ? risk : worst), 'none');
}
