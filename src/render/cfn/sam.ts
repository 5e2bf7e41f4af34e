import type { FunctionAnalysis } from '../../model/analysis.js';
import type { Renderer } from '../options.js';
import { splitCycles } from '../text/split-cycles.js';
import { type TextPolicy, textPolicies } from '../text/statements.js';
import { withoutImplicit } from '../text/without-implicit.js';
import { policyResources } from './cloudformation.js';
import { documentTree } from './document.js';
import { yamlHeading, yamlStream } from './heading.js';
import { managedResources } from './managed.js';
import type { CfnScope } from './pieces.js';
import { generatedRoleOf, hasGeneratedRole, logicalIdOf, parametersTree, scopes } from './scope.js';
import { printYaml, Tagged, type Yaml } from './yaml.js';

/**
 * `--format sam`: the `Policies` property of each `AWS::Serverless::Function`, and resources for what cannot stand there. A function
 * with a role of its own gets policies for that role, since SAM ignores its `Policies`.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
export const renderSam: Renderer = (analysis, options) => {
  const scopeOf = scopes(analysis, options);
  return yamlStream(analysis.functions.map((result) => functionDocument(result, scopeOf(result))));
};

function functionDocument(result: FunctionAnalysis, scope: CfnScope): string {
  if (!hasGeneratedRole(result.fn, scope.project)) {
    const Resources = policyResources(textPolicies(result), scope);
    const heading = yamlHeading(result, scope, "Policies of the function's role:");
    return `${heading}${printYaml({ ...parametersTree(scope), Resources })}`;
  }
  const { tree, resources, omitted } = samPolicies(result, scope);
  const body = printYaml({
    ...parametersTree(scope),
    ...(Object.keys(resources).length > 0 && { Resources: resources }),
    Policies: tree,
  });
  const advice = ['Properties of the AWS::Serverless::Function:'];
  if (omitted.actions.length > 0)
    advice.push(`(left out ${omitted.actions.join(', ')}: SAM attaches ${omitted.origins.join(', ')})`);
  return `${yamlHeading(result, scope, ...advice)}${body}`;
}

/** The value of `Policies`, and the resources to declare beside the function. */
export function samPolicies(
  result: FunctionAnalysis,
  scope: CfnScope,
): { tree: Yaml[]; resources: { [logicalId: string]: Yaml }; omitted: { actions: string[]; origins: string[] } } {
  const { policies, omitted } = withoutImplicit(textPolicies(result), result.fn);
  const role = generatedRoleOf(result.fn);
  const { inside, outside } = splitCycles(policies, role, scope.dependencies);
  const managed = inside.filter(({ kind }) => kind === 'managed');
  return {
    tree: inside.map((policy) =>
      policy.kind === 'inline' ? documentTree(policy, scope) : new Tagged('Ref', logicalIdOf(policy.name)),
    ),
    resources: { ...managedResources(managed, scope), ...policyResources(outside.map(apart), scope) },
    omitted,
  };
}

/** A policy beside the role has a name of its own. */
const apart = (policy: TextPolicy): TextPolicy => ({
  ...policy,
  name: policy.name.replace(/(-policy)?$/, '-apart-policy'),
});
