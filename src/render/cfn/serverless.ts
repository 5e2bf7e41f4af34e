import type { Renderer } from '../options.js';
import { textPolicies } from '../text/statements.js';
import { withoutImplicit } from '../text/without-implicit.js';
import { statementTree } from './document.js';
import { yamlHeading, yamlStream } from './heading.js';
import { managedResources } from './managed.js';
import type { Dialect } from './pieces.js';
import { logicalIdOf, parametersTree, scopes } from './scope.js';
import { printYaml, Tagged, type Yaml } from './yaml.js';

/**
 * The framework reads `${source:address}` first, where a source begins with a lower-case letter: such names go into `!Join`, IAM's own
 * variables into `!Sub`, which escapes them, and its variables are printed as they are.
 * https://www.serverless.com/framework/docs/guides/variables
 */
export const SERVERLESS: Dialect = {
  subTakes: (name) => /^[A-Z]/.test(name),
  plainTakes: (text) => !/\$\{[a-z]/.test(text),
  variable: (target) => (/^[a-z][\w-]*(\([^()]*\))?:([^{}]|\$\{[^{}]*\})*$/.test(target) ? `\${${target}}` : undefined),
};

/**
 * `--format serverless`: `provider.iam.role.statements`, one document per function.
 * https://www.serverless.com/framework/docs/providers/aws/guide/iam
 */
export const renderServerless: Renderer = (analysis, options) => {
  const scopeOf = scopes(analysis, options, SERVERLESS);
  return yamlStream(
    analysis.functions.map((result) => {
      const scope = scopeOf(result);
      const { policies, omitted } = withoutImplicit(textPolicies(result), result.fn);
      const statements = policies
        .filter(({ kind }) => kind === 'inline')
        .flatMap((policy) => policy.statements.map((statement) => statementTree(statement, scope)));
      const managed = policies.filter(({ kind }) => kind === 'managed');
      const role: { [key: string]: Yaml } = { statements };
      if (managed.length > 0) role['managedPolicies'] = managed.map(({ name }) => new Tagged('Ref', logicalIdOf(name)));
      const resources: { [section: string]: Yaml } = {
        ...parametersTree(scope),
        ...(managed.length > 0 && { Resources: managedResources(managed, scope) }),
      };
      const body = printYaml({
        provider: { iam: { role } },
        ...(Object.keys(resources).length > 0 && { resources }),
      });
      const advice = ['Statements of its role; all functions share it unless each has its own:'];
      if (omitted.actions.length > 0) advice.push(`(left out ${omitted.actions.join(', ')}: the framework adds them)`);
      const head = yamlHeading(result, scope, ...advice);
      return `${head}${body}`;
    }),
  );
};
