import { scalarNode } from '../template/build.js';
import { entriesOf, type TemplateNode } from '../template/node.js';
import { withoutConditions } from './directives.js';
import type { Environment } from './environment.js';
import { hclPieces } from './interpolation.js';
import { parseExpression } from './parse-expression.js';
import { join, truthOf, unknown } from './values.js';

/**
 * The text of `templatefile(path, variables)`. Undefined when it has directives that are not decided before applying, or loops.
 * https://developer.hashicorp.com/terraform/language/functions/templatefile
 */
export function templateText(
  text: string,
  variables: TemplateNode | undefined,
  environment: Environment,
): TemplateNode | undefined {
  const inner = withVariables(variables, environment);
  let isOpen = false;
  const decided = withoutConditions(text, (condition) => {
    const truth = holdsIn(inner)(condition);
    isOpen ||= truth === undefined;
    return truth;
  });
  if (decided === undefined || isOpen) return undefined;
  return join(
    hclPieces(decided).map((piece) => {
      if ('text' in piece) return scalarNode(environment.at, piece.text);
      const expression = parseExpression(piece.expression);
      return expression ? inner.evaluate(expression, inner) : unknown(piece.expression, environment.at);
    }),
    '',
    environment.at,
  );
}

/** Whether a condition of a template is true, as far as that is known. */
export const holdsIn =
  (environment: Environment) =>
  (condition: string): boolean | undefined => {
    const expression = parseExpression(condition);
    return expression && truthOf(environment.evaluate(expression, environment));
  };

/** What the template sees: its variables, and nothing of the module. */
export const withVariables = (variables: TemplateNode | undefined, environment: Environment): Environment => ({
  ...environment,
  bindings: new Map(entriesOf(variables)),
  resolve: () => undefined,
});
