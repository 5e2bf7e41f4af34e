import type { Renderer } from '../options.js';
import { languageOf } from '../text/language.js';
import { type TextPolicy, textPolicies } from '../text/statements.js';
import { documentTree } from './document.js';
import { yamlHeading, yamlStream } from './heading.js';
import { managedResources } from './managed.js';
import type { CfnScope } from './pieces.js';
import { generatedRoleOf, logicalIdOf, parametersTree, resourcesOf, scopes } from './scope.js';
import { printYaml, Tagged, type Yaml } from './yaml.js';

/**
 * `--format cloudformation`: `AWS::IAM::Policy` resources attached to the function's role.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html
 */
export const renderCloudFormation: Renderer = (analysis, options) => {
  const scopeOf = scopes(analysis, options);
  return yamlStream(
    analysis.functions.map((result) => {
      const scope = scopeOf(result);
      const Resources = policyResources(textPolicies(result), scope);
      const heading = yamlHeading(result, scope, "Policies of the function's role:");
      return `${heading}${printYaml({ ...parametersTree(scope), Resources })}`;
    }),
  );
};

/** Policies as resources of their own that are attached to the function's role: they wait for the role and for all they name. */
export function policyResources(policies: readonly TextPolicy[], scope: CfnScope): { [logicalId: string]: Yaml } {
  if (policies.length === 0) return {};
  const Roles = [roleOf(scope)];
  const inline = policies.filter(({ kind }) => kind === 'inline');
  const managed = policies.filter(({ kind }) => kind === 'managed');
  return {
    ...Object.fromEntries(
      inline.map((policy): [string, Yaml] => [
        logicalIdOf(policy.name),
        {
          Type: 'AWS::IAM::Policy',
          Properties: { PolicyName: policy.name, Roles, PolicyDocument: documentTree(policy, scope) },
        },
      ]),
    ),
    ...managedResources(managed, scope, { Roles }),
  };
}

/** The role by its name in the template; the one SAM makes when a function names none; else a parameter. */
function roleOf({ fn, project, parameters }: CfnScope): Yaml {
  const declared = fn.declared?.role;
  if (languageOf(fn, project) === 'cloudformation') {
    if (declared !== undefined && resourcesOf(fn, project)[declared]?.type === 'AWS::IAM::Role')
      return new Tagged('Ref', declared);
    const kind = (fn.template === undefined ? undefined : project.templates?.[fn.template]?.kind) ?? project.kind;
    if (kind === 'sam' && (declared === undefined || declared === generatedRoleOf(fn)))
      return new Tagged('Ref', generatedRoleOf(fn));
  }
  return new Tagged('Ref', parameters.add('role', `${logicalIdOf(fn.id)} role name`, `name of the role of ${fn.id}`));
}
