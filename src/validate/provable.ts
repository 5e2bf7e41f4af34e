import type { StatementView } from './policy/view.js';

/** `${Orders.Arn}` and the like, which a template fills in: no variable of IAM, so the prover would read it as "never matches". */
const TEMPLATE_REFERENCE = /\$\{(?![*?$]\})(?![a-z0-9.-]+:(?!:))/i;

/** Is the statement well formed enough for the prover to say something about it that holds? */
export function isProvable({
  effect,
  elements,
  action,
  notAction,
  resource,
  notResource,
  conditions,
}: StatementView): boolean {
  if (!effect || action.length + notAction.length === 0 || resource.length + notResource.length === 0) return false;
  if (elements.has('Condition') && conditions.length === 0) return false;
  return (
    conditions.every(({ known }) => known) &&
    [...resource, ...notResource].every(
      ({ text }) => (text === '*' || /^(arn:|\$\{)/.test(text)) && !TEMPLATE_REFERENCE.test(text),
    )
  );
}
