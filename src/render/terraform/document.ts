import type { TextPolicy, TextStatement } from '../text/statements.js';
import { type HclScope, hclExpression, hclText } from './expression.js';

/** A policy as an `aws_iam_policy_document` data source, laid out as `terraform fmt` does. */
export function policyDocumentBlock(policy: TextPolicy, label: string, scope: HclScope): string {
  const statements = policy.statements.map((statement) => statementBlock(statement, scope));
  return `data "aws_iam_policy_document" "${label}" {\n${statements.join('\n')}}\n`;
}

/** One `statement { … }` of the data source, indented for its body. */
export function statementBlock(statement: TextStatement, scope: HclScope): string {
  const conditions = statement.conditions.flatMap(([operator, keys]) =>
    keys.map(([key, values]) => {
      const list = values.map((value) => hclExpression(value, scope)).join(', ');
      return `\n    condition {\n      test     = "${hclText(operator)}"\n      variable = "${hclText(key)}"\n      values   = [${list}]\n    }\n`;
    }),
  );
  return [
    '  statement {\n',
    `    sid    = "${statement.sid}"\n    effect = "${statement.effect}"\n\n`,
    listOf(
      'actions',
      statement.actions.map((action) => `"${hclText(action)}"`),
    ),
    '\n',
    listOf(
      'resources',
      statement.resources.map((resource) => hclExpression(resource, scope)),
    ),
    ...conditions,
    '  }\n',
  ].join('');
}

const listOf = (name: string, items: readonly string[]): string =>
  `    ${name} = [\n${items.map((item) => `      ${item},\n`).join('')}    ]\n`;
