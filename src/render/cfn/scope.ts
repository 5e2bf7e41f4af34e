import type { Analysis, FunctionAnalysis } from '../../model/analysis.js';
import { type Dependencies, dependenciesOf } from '../../model/depends-on.js';
import type { DeployedResource, LambdaFunction, Project } from '../../model/function.js';
import type { RenderOptions } from '../options.js';
import { languageOf } from '../text/language.js';
import { pascalCase } from '../text/names.js';
import { Placeholders } from '../text/placeholders.js';
import type { CfnScope, Dialect } from './pieces.js';
import type { Yaml } from './yaml.js';

/** Makes the scopes in which the policies of an analysis are printed. Functions of one template share its dependencies. */
export function scopes(
  { project }: Analysis,
  { catalog }: RenderOptions,
  dialect: Dialect = {},
): (result: FunctionAnalysis) => CfnScope {
  const byTemplate = new Map<string, Dependencies>();
  return ({ fn }) => {
    const key = fn.template ?? '';
    if (!byTemplate.has(key)) {
      const functions = project.functions.filter(({ template }) => template === fn.template);
      byTemplate.set(key, dependenciesOf(resourcesOf(fn, project), functions));
    }
    const parameters = new Placeholders(pascalCase, Object.keys(project.resources));
    return { fn, project, catalog, dialect, parameters, dependencies: byTemplate.get(key)! };
  };
}

/** Resources of the function's own template. */
export const resourcesOf = (fn: LambdaFunction, project: Project): { [target: string]: DeployedResource } =>
  (fn.template === undefined ? undefined : project.templates?.[fn.template]?.resources) ?? project.resources;

/** `Parameters` for what the template has no name for, to go before the rest; nothing when there are none. */
export function parametersTree({ parameters }: CfnScope): { [section: string]: Yaml } {
  const open = parameters.list();
  if (open.length === 0) return {};
  return {
    Parameters: Object.fromEntries(
      open.map(({ name, meaning }) => [name, { Type: 'String', Description: `Fill in: ${meaning}` }]),
    ),
  };
}

/** Logical id for something of a function: `orders/CreateOrder-policy` → `CreateOrderPolicy`. Logical ids stay as they are. */
export const logicalIdOf = (name: string): string => {
  const [first = '', ...others] = (name.split('/').at(-1) ?? '').split(/[^A-Za-z\d]+/);
  const id = first + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^[A-Za-z]/.test(id) ? id : pascalCase(id);
};

/** The role SAM makes for a function that names none. */
export const generatedRoleOf = (fn: LambdaFunction): string => `${logicalIdOf(fn.id)}Role`;

/** True when SAM makes the function's role, and so reads its `Policies`; it ignores them when a role is given. */
export const hasGeneratedRole = (fn: LambdaFunction, project: Project): boolean =>
  languageOf(fn, project) !== 'cloudformation' ||
  fn.declared?.role === undefined ||
  (fn.declared.role === generatedRoleOf(fn) && !Object.hasOwn(resourcesOf(fn, project), fn.declared.role));
