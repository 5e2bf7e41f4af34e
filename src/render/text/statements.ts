import type { FunctionAnalysis } from '../../model/analysis.js';
import type { NamedPolicy, OutputStatement } from '../../model/policy.js';
import type { Text } from '../../model/text.js';
import { tokenReader } from './read-tokens.js';

/** A statement whose references are references again. */
export interface TextStatement {
  sid: string;
  effect: 'Allow' | 'Deny';
  actions: readonly string[];
  resources: Text[];
  /** operator → key → values, in the order of the policy. */
  conditions: [operator: string, keys: [key: string, values: Text[]][]][];
}

export interface TextPolicy {
  kind: NamedPolicy['kind'];
  name: string;
  statements: TextStatement[];
}

/** The policies of a function for template languages: the same documents, statement by statement, with references instead of text. */
export function textPolicies(result: FunctionAnalysis): TextPolicy[] {
  const read = tokenReader(result);
  const policies = (result.templatePolicies ?? result.policies).map(({ kind, name, document }) => ({
    kind,
    name,
    statements: document.Statement.map((statement) => textStatement(statement, read)),
  }));
  // IAM takes no document without statements; a function without needs has no policy.
  return policies.filter(({ statements }) => statements.length > 0);
}

function textStatement(statement: OutputStatement, read: (text: string) => Text): TextStatement {
  return {
    sid: statement.Sid,
    effect: statement.Effect,
    actions: statement.Action,
    resources: statement.Resource.map(read),
    conditions: Object.entries(statement.Condition ?? {}).map(([operator, keys]) => [
      operator,
      Object.entries(keys).map(([key, values]) => [key, [values].flat().map((value) => read(String(value)))]),
    ]),
  };
}
