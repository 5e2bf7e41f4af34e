import type { FunctionAnalysis } from '../../model/analysis.js';
import type { Project } from '../../model/function.js';
import type { RenderOptions } from '../options.js';
import { pascalCase } from '../text/names.js';
import { Placeholders } from '../text/placeholders.js';
import type { CfnScope } from './pieces.js';
import type { Yaml } from './yaml.js';

/** The scope in which the policies of one function are printed: its template's names are taken. */
export function scopeOf({ fn }: FunctionAnalysis, project: Project, { catalog }: RenderOptions): CfnScope {
  return { fn, project, catalog, parameters: new Placeholders(pascalCase, Object.keys(project.resources)) };
}

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

/** Logical id for something of a function: `orders/CreateOrder#2` → `CreateOrder2`. */
export const logicalIdOf = (functionId: string): string => {
  const id = (functionId.split('/').at(-1) ?? '').replace(/[^A-Za-z\d]/g, '');
  return /^[A-Za-z]/.test(id) ? id : pascalCase(id);
};
