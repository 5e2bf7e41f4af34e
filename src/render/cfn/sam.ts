import type { FunctionAnalysis } from '../../model/analysis.js';
import type { Renderer } from '../options.js';
import { textPolicies } from '../text/statements.js';
import { documentTree } from './document.js';
import { yamlHeading, yamlStream } from './heading.js';
import { managedResources } from './managed.js';
import { logicalIdOf, parametersTree, scopeOf } from './scope.js';
import { printYaml, Tagged, type Yaml } from './yaml.js';

/**
 * `--format sam`: the `Policies` property of each `AWS::Serverless::Function`.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
export const renderSam: Renderer = (analysis, options) =>
  yamlStream(
    analysis.functions.map((result) => {
      const scope = scopeOf(result, analysis.project, options);
      const { tree, resources } = samPolicies(result, scope);
      const body = printYaml({
        ...parametersTree(scope),
        ...(Object.keys(resources).length > 0 && { Resources: resources }),
        Policies: tree,
      });
      return `${yamlHeading(result, scope, 'Properties of the AWS::Serverless::Function:')}${body}`;
    }),
  );

/** The value of `Policies`: inline documents, and `!Ref`s to the managed policies that have to be declared beside the function. */
export function samPolicies(
  result: FunctionAnalysis,
  scope: Parameters<typeof documentTree>[1],
): { tree: Yaml[]; resources: { [logicalId: string]: Yaml } } {
  const policies = textPolicies(result);
  return {
    tree: policies.map((policy) =>
      policy.kind === 'inline' ? documentTree(policy, scope) : new Tagged('Ref', logicalIdOf(policy.name)),
    ),
    resources: managedResources(
      policies.filter(({ kind }) => kind === 'managed'),
      scope,
    ),
  };
}
