import type { Analysis, FunctionAnalysis } from '../model/analysis.js';
import type { PolicyDocument } from '../model/policy.js';

/**
 * IAM JSON. One function prints its policy document, ready to paste; several print one object with a document per function id. A
 * policy that a quota splits prints as a list of documents.
 */
export function renderPolicy(analysis: Analysis): string {
  const [only, ...others] = analysis.functions;
  const value =
    only && others.length === 0
      ? documentsOf(only)
      : Object.fromEntries(analysis.functions.map((result) => [result.fn.id, documentsOf(result)]));
  return `${JSON.stringify(value, null, 2)}\n`;
}

function documentsOf({ policies }: FunctionAnalysis): PolicyDocument | PolicyDocument[] {
  const documents = policies.map(({ document }) => document);
  return documents.length === 1 ? documents[0]! : documents;
}
