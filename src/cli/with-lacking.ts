import type { Analysis } from '../model/analysis.js';

const LACKING = 'IT703';

/**
 * The analysis with what each function needs and its policy of today lacks among its findings: such a call fails at run time. Functions
 * without a declared policy, or with managed policies nobody knows, are left as they are.
 */
export async function withLacking(analysis: Analysis): Promise<Analysis> {
  const known = analysis.functions.filter(({ fn }) => fn.declared && fn.declared.unknownManagedPolicies.length === 0);
  if (known.length === 0) return analysis;
  const { compareFunctions } = await import('./compare-functions.js');
  const { findingsOfComparison } = await import('../propose/compare/findings.js');
  const lacking = new Map(
    compareFunctions({ ...analysis, functions: known }).map((comparison, index) => [
      known[index]!,
      findingsOfComparison(comparison).filter(({ ruleId }) => ruleId === LACKING),
    ]),
  );
  return {
    ...analysis,
    functions: analysis.functions.map((result) => ({
      ...result,
      findings: [...result.findings, ...(lacking.get(result) ?? [])],
    })),
  };
}
