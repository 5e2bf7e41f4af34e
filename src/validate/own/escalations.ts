import { ESCALATIONS } from '../../catalog/escalations.js';
import { servicePrefixOf } from '../../model/action.js';
import { matchesAction } from '../../prove/index.js';
import type { Entry, StatementView } from '../policy/view.js';
import type { Rule } from '../types.js';

/** How many ways are named in one finding; the rest is counted. */
const MOST_NAMED = 3;

/** IT508: actions that together let the holder raise his own privileges. One finding per policy, at the first action involved. */
export const escalations: Rule = function* ({ policy }) {
  if (policy.type !== 'identity') return;
  const grants = policy.statements.filter(({ effect }) => effect === 'Allow');
  const denied = policy.statements.filter(isWholeDeny);
  const entryFor = (action: string, service: string | undefined) => {
    if (denied.some((statement) => entryOf(action, statement))) return undefined;
    return grants
      .filter((statement) => action !== PASS_ROLE || canPassTo(statement, service))
      .map((statement) => entryOf(action, statement))
      .find((entry) => entry !== undefined);
  };
  const found = ESCALATIONS.flatMap(({ actions, how }) => {
    const other = actions.find((action) => action !== PASS_ROLE);
    const entries = actions.map((action) => entryFor(action, other && servicePrefixOf(other)));
    return entries.every((entry) => entry !== undefined) ? [{ how, at: entries[0]!.node }] : [];
  });
  if (found.length === 0) return;
  const rest = found.length > MOST_NAMED ? ` and ${found.length - MOST_NAMED} more` : '';
  const ways = `${found
    .slice(0, MOST_NAMED)
    .map(({ how }) => how)
    .join('; ')}${rest}`;
  yield { code: 'IT508', at: found[0]!.at, args: { ways } };
};

const PASS_ROLE = 'iam:passrole';

/**
 * May the statement pass a role to the service with this prefix? `iam:PassedToService` names services by their principals, which hold the
 * prefix: ecs-tasks.amazonaws.com, tasks.apprunner.amazonaws.com.
 */
const canPassTo = ({ conditions }: StatementView, service: string | undefined): boolean =>
  service === undefined ||
  conditions
    .filter(({ key, operator }) => key.toLowerCase() === 'iam:passedtoservice' && /^String(Equals|Like)/.test(operator))
    .every(({ values }) => values.some(({ text }) => /[*?$]/.test(text) || text.toLowerCase().includes(service)));

/** The entry by which a statement reaches an action; for NotAction the element's first entry. */
function entryOf(action: string, { action: own, notAction }: StatementView): Entry | undefined {
  if (notAction.length > 0) return notAction.some(({ text }) => matchesAction(text, action)) ? undefined : notAction[0];
  return own.find(({ text }) => matchesAction(text, action));
}

/** A Deny of everything it names: no condition, every resource. */
const isWholeDeny = ({ effect, conditions, resource }: StatementView): boolean =>
  effect === 'Deny' && conditions.length === 0 && resource.some(({ text }) => text === '*');
