import type { FunctionAnalysis } from '../../model/analysis.js';
import type { Renderer } from '../options.js';
import { languageOf } from '../text/language.js';
import { textPolicies } from '../text/statements.js';
import { documentTree } from './document.js';
import { yamlHeading, yamlStream } from './heading.js';
import { managedResources } from './managed.js';
import type { CfnScope } from './pieces.js';
import { logicalIdOf, parametersTree, scopeOf } from './scope.js';
import { printYaml, Tagged, type Yaml } from './yaml.js';

/**
 * `--format cloudformation`: `AWS::IAM::Policy` resources attached to the function's role.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html
 */
export const renderCloudFormation: Renderer = (analysis, options) =>
  yamlStream(
    analysis.functions.map((result) => {
      const scope = scopeOf(result, analysis.project, options);
      const Roles = [roleOf(result, scope)];
      const policies = textPolicies(result);
      const inline = policies.filter(({ kind }) => kind === 'inline');
      const resources = {
        ...Object.fromEntries(
          inline.map((policy): [string, Yaml] => [
            logicalIdOf(policy.name),
            {
              Type: 'AWS::IAM::Policy',
              Properties: { PolicyName: policy.name, Roles, PolicyDocument: documentTree(policy, scope) },
            },
          ]),
        ),
        ...managedResources(
          policies.filter(({ kind }) => kind === 'managed'),
          scope,
          {},
          { Roles },
        ),
      };
      const body = printYaml({ ...parametersTree(scope), Resources: resources });
      return `${yamlHeading(result, scope, "Policies of the function's role:")}${body}`;
    }),
  );

/** The role by its name in the template; the one SAM makes when a function names none; else a parameter. */
function roleOf({ fn }: FunctionAnalysis, { project, parameters }: CfnScope): Yaml {
  const declared = fn.declared?.role;
  const template = fn.template === undefined ? undefined : project.templates?.[fn.template];
  const resources = template?.resources ?? project.resources;
  if (languageOf(fn, project) === 'cloudformation') {
    if (declared !== undefined && resources[declared]?.type === 'AWS::IAM::Role') return new Tagged('Ref', declared);
    if (declared === undefined && (template?.kind ?? project.kind) === 'sam')
      return new Tagged('Ref', `${logicalIdOf(fn.id)}Role`);
  }
  return new Tagged('Ref', parameters.add('role', `${logicalIdOf(fn.id)} role name`, `name of the role of ${fn.id}`));
}
