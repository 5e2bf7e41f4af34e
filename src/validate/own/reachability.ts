import type { PolicyDocument, Statement } from '../../model/policy.js';
import { includes } from '../../prove/index.js';
import { toValue } from '../json/node.js';
import type { StatementView } from '../policy/view.js';
import { isProvable } from '../provable.js';
import type { Rule } from '../types.js';

/** Each statement is asked about against all others, so large policies are left out. */
const MOST_STATEMENTS = 60;

/** Steps for one question; a statement that needs more is not spoken of. */
const BOUNDS = { maxStates: 20_000 };

/** IT507: an Allow that other statements give already, or that a Deny takes away whole. Proved, or not said. */
export const reachability: Rule = function* ({ policy }) {
  const { statements, type } = policy;
  if (type === 'trust' || type === 'resource' || statements.length > MOST_STATEMENTS || !statements.every(isProvable))
    return;
  const version = policy.version ?? '2008-10-17';
  const document = (views: readonly StatementView[]): PolicyDocument => ({
    Version: version,
    Statement: views.map(({ node }) => toValue(node) as Statement),
  });
  const denies = statements.filter(({ effect }) => effect === 'Deny');
  let allows = statements.filter(({ effect }) => effect === 'Allow');
  for (const view of [...allows]) {
    const nothing = denies.length > 0 && includes(document([view, ...denies]), document([]), BOUNDS).answer === 'none';
    const others = allows.filter((other) => other !== view);
    const why = nothing
      ? 'a Deny takes all of it away'
      : others.length > 0 && includes(document([view]), document(others), BOUNDS).answer === 'none'
        ? 'other statements allow all of it'
        : undefined;
    if (why === undefined) continue;
    // Of two statements that cover each other only one can go.
    allows = others;
    yield { code: 'IT507', at: view.node, args: { why } };
  }
};
