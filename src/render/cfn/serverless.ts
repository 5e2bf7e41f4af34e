import type { Renderer } from '../options.js';
import { textPolicies } from '../text/statements.js';
import { type Dialect, statementTree } from './document.js';
import { yamlHeading, yamlStream } from './heading.js';
import { managedResources } from './managed.js';
import { logicalIdOf, parametersTree, scopes } from './scope.js';
import { printYaml, Tagged, type Yaml } from './yaml.js';

/**
 * `${name}` with a lower-case first letter is a variable of the Serverless Framework's own, so that such names go into `!Join`.
 * Source: the sources of its variables in https://www.serverless.com/framework/docs/guides/variables
 */
export const SERVERLESS: Dialect = { subTakes: (name) => /^[A-Z]/.test(name) };

/**
 * `--format serverless`: `provider.iam.role.statements`, one document per function.
 * https://www.serverless.com/framework/docs/providers/aws/guide/iam
 */
export const renderServerless: Renderer = (analysis, options) => {
  const scopeOf = scopes(analysis, options);
  return yamlStream(
    analysis.functions.map((result) => {
      const scope = scopeOf(result);
      const policies = textPolicies(result);
      const statements = policies
        .filter(({ kind }) => kind === 'inline')
        .flatMap((policy) => policy.statements.map((statement) => statementTree(statement, scope, SERVERLESS)));
      const managed = policies.filter(({ kind }) => kind === 'managed');
      const role: { [key: string]: Yaml } = { statements };
      if (managed.length > 0) role['managedPolicies'] = managed.map(({ name }) => new Tagged('Ref', logicalIdOf(name)));
      const resources: { [section: string]: Yaml } = {
        ...parametersTree(scope),
        ...(managed.length > 0 && { Resources: managedResources(managed, scope, SERVERLESS) }),
      };
      const body = printYaml({
        provider: { iam: { role } },
        ...(Object.keys(resources).length > 0 && { resources }),
      });
      const head = yamlHeading(
        result,
        scope,
        'Statements of its role; all functions share it unless each has its own:',
      );
      return `${head}${body}`;
    }),
  );
};
