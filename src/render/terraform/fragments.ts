import type { Analysis, FunctionAnalysis } from '../../model/analysis.js';
import { snakeCase } from '../text/names.js';
import { type Placeholder, Placeholders } from '../text/placeholders.js';
import { textPolicies } from '../text/statements.js';
import { statementBlock } from './document.js';

/** The policies of a role as the pieces a Terraform module is edited with. */
export interface TerraformFragments {
  statements: string;
  dataSources: string[];
  open: Placeholder[];
}

export function terraformFragments(result: FunctionAnalysis, { project }: Analysis): TerraformFragments {
  const variables = new Placeholders(snakeCase);
  const dataSources = new Set<string>();
  const scope = { fn: result.fn, project, variables, dataSources };
  const statements = textPolicies(result)
    .flatMap((policy) => policy.statements.map((statement) => statementBlock(statement, scope)))
    .join('\n');
  return { statements, dataSources: [...dataSources].toSorted(), open: variables.list() };
}
