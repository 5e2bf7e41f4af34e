import type { FunctionAnalysis } from '../../model/analysis.js';
import { oneLine } from '../../model/escape/plain.js';
import type { Renderer } from '../options.js';
import { camelCase, pascalCase, UniqueNames } from '../text/names.js';
import { Placeholders } from '../text/placeholders.js';
import { type TextPolicy, type TextStatement, textPolicies } from '../text/statements.js';
import { withoutImplicit } from '../text/without-implicit.js';
import { tsExpression, tsString } from './expression.js';

/**
 * `--format cdk-typescript`: a module with a function per Lambda function that makes its statements. What they refer to is passed in, so
 * that the module compiles as it is and the caller gives `table.tableArn`.
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_iam.PolicyStatement.html
 */
export const renderCdk: Renderer = (analysis) => {
  const names = new UniqueNames();
  const blocks = analysis.functions.map((result) => {
    const name = names.nameOf(result.fn.id, camelCase(result.fn.id));
    return functionBlock(result, name);
  });
  const needsCore = blocks.some((block) => block.includes('cdk.Aws.'));
  const imports = [
    ...(needsCore ? ["import * as cdk from 'aws-cdk-lib';\n"] : []),
    "import * as iam from 'aws-cdk-lib/aws-iam';\n",
  ];
  return [imports.join(''), ...blocks].join('\n');
};

function functionBlock(result: FunctionAnalysis, name: string): string {
  const references = new Placeholders(camelCase);
  const { policies, omitted } = withoutImplicit(textPolicies(result), result.fn);
  const statements = policies.flatMap((policy: TextPolicy) =>
    policy.statements.map((statement) => statementCode(statement, references)),
  );
  const open = references.list();
  const type = `${pascalCase(name)}References`;
  const members = open.map(({ name: member, meaning }) => `  /** ${comment(meaning)} */\n  ${member}: string;\n`);
  const parameters = open.length > 0 ? `references: ${type}` : '';
  const { id, handler } = result.fn;
  const left =
    omitted.actions.length > 0
      ? ` Left out ${omitted.actions.join(', ')}: the CDK attaches ${omitted.origins.join(', ')}.`
      : '';
  return [
    open.length > 0
      ? `/** What the statements of ${comment(id)} refer to. */\nexport interface ${type} {\n${members.join('')}}\n\n`
      : '',
    `/** ${comment(`${id} (${handler.file}#${handler.export})`)}: give each to fn.addToRolePolicy(…).${comment(left)} */\n`,
    `export function ${name}Statements(${parameters}): iam.PolicyStatement[] {\n`,
    `  return [\n${statements.join('')}  ];\n}\n`,
  ].join('');
}

function statementCode(statement: TextStatement, references: Placeholders): string {
  const list = (name: string, items: readonly string[]) =>
    `      ${name}: [\n${items.map((item) => `        ${item},\n`).join('')}      ],\n`;
  const conditions = statement.conditions.map(
    ([operator, keys]) =>
      `        ${tsString(operator)}: { ${keys
        .map(
          ([key, values]) => `${tsString(key)}: [${values.map((value) => tsExpression(value, references)).join(', ')}]`,
        )
        .join(', ')} },\n`,
  );
  return [
    '    new iam.PolicyStatement({\n',
    `      sid: ${tsString(statement.sid)},\n`,
    ...(statement.effect === 'Deny' ? ['      effect: iam.Effect.DENY,\n'] : []),
    list('actions', statement.actions.map(tsString)),
    list(
      'resources',
      statement.resources.map((resource) => tsExpression(resource, references)),
    ),
    ...(conditions.length > 0 ? [`      conditions: {\n${conditions.join('')}      },\n`] : []),
    '    }),\n',
  ].join('');
}

/** Text inside a comment that it must not close. */
const comment = (text: string): string => oneLine(text).replaceAll('*/', '*\\/');
