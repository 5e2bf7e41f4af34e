import type { Catalog } from './catalog/types.js';
import { minimize, type PolicyShape } from './minimize/index.js';
import type { Analysis } from './model/analysis.js';
import { TEMPLATE_CONTEXT } from './model/arn.js';

/**
 * The analysis with `templatePolicies` filled: minimised once more with pseudo parameters as references. A policy with `*` for the
 * Region may leave out what one with `${AWS::Region}` must say, so the text of the first cannot be turned into the second.
 */
export function withTemplatePolicies(analysis: Analysis, catalog: Catalog, shape: PolicyShape = {}): Analysis {
  const functions = analysis.functions.map((result) => {
    const name = result.policies[0]?.name ?? result.fn.id;
    const { policies } = minimize(result.permissions, {
      arnContext: TEMPLATE_CONTEXT,
      name,
      catalog,
      ...shape,
    });
    return { ...result, templatePolicies: policies };
  });
  return { ...analysis, functions };
}
