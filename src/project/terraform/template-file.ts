import { scalarNode } from '../template/build.js';
import { entriesOf, type TemplateNode } from '../template/node.js';
import type { Environment } from './environment.js';
import { hclPieces } from './interpolation.js';
import { parseExpression } from './parse-expression.js';
import { join, unknown } from './values.js';

/**
 * The text of `templatefile(path, variables)`. Undefined when it has directives (`%{ for … }`), which make text that is not in the file.
 * https://developer.hashicorp.com/terraform/language/functions/templatefile
 */
export function templateText(
  text: string,
  variables: TemplateNode | undefined,
  environment: Environment,
): TemplateNode | undefined {
  if (/(?<!%)%\{/.test(text)) return undefined;
  const inner = withVariables(variables, environment);
  return join(
    hclPieces(text).map((piece) => {
      if ('text' in piece) return scalarNode(environment.at, piece.text);
      const expression = parseExpression(piece.expression);
      return expression ? inner.evaluate(expression, inner) : unknown(piece.expression, environment.at);
    }),
    '',
    environment.at,
  );
}

/** What the template sees: its variables, and nothing of the module. */
export const withVariables = (variables: TemplateNode | undefined, environment: Environment): Environment => ({
  ...environment,
  bindings: new Map(entriesOf(variables)),
  resolve: () => undefined,
});
