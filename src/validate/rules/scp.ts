import type { StatementView } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

/**
 * What service control policies could not say until 19 September 2025, and that they name no principals. Access Analyzer's list of May 2023
 * has the old limits; see `LIFTED` in suppress.ts.
 */
export const scp: Rule = function* ({ policy }) {
  if (policy.type !== 'scp') return;
  for (const statement of policy.statements) {
    const { elements, action, notAction } = statement;
    const named = elements.get('Principal') ?? elements.get('NotPrincipal');
    if (named) yield { code: 'SCP_SYNTAX_ERROR_PRINCIPAL', at: named.key };
    const notResource = elements.get('NotResource');
    if (notResource) yield { code: 'SCP_SYNTAX_ERROR_NOTRESOURCE', at: notResource.key };
    for (const { text, node: at } of [...action, ...notAction])
      if (/[*?]/.test(text.slice(0, -1)) || text.endsWith('?'))
        yield { code: 'SCP_SYNTAX_ERROR_ACTION_WILDCARD', at, args: { action: text } };
    if (statement.effect === 'Allow') yield* allow(statement);
  }
};

function* allow({ elements, resource }: StatementView): Iterable<Complaint> {
  const condition = elements.get('Condition');
  if (condition) yield { code: 'SCP_SYNTAX_ERROR_ALLOW_CONDITION', at: condition.key };
  const notAction = elements.get('NotAction');
  if (notAction) yield { code: 'SCP_SYNTAX_ERROR_ALLOW_NOTACTION', at: notAction.key };
  const specific = resource.find(({ text }) => text !== '*');
  if (specific) yield { code: 'SCP_SYNTAX_ERROR_ALLOW_RESOURCE', at: specific.node };
}
