import { fileURLToPath } from 'node:url';
import { parse } from '@cdktf/hcl2json';
import { describe, expect, it } from 'vitest';
import { renderFormats } from '../../src/cli/render-formats.js';
import type { FunctionAnalysis } from '../../src/model/analysis.js';
import { analyze } from '../../src/pipeline.js';
import { diagnostics, evaluate } from '../render/evaluate-cdk.js';
import { readCfn } from '../render/evaluate-cfn.js';

/** What a sample's output means once it is parsed in its own language must be what was found, pair by pair. */
const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url));

type Pair = string;
interface Statement {
  Action: string[];
  Resource: unknown[];
}

const ACCOUNT = { partition: 'aws', region: 'eu-west-1', account: '111122223333' };

/** Attributes whose value is the ARN, by the name CloudFormation or Terraform has for it. */
const plain = (reference: string): string => `<${reference.replace(/\.(Arn|TopicArn|arn)$/, '.Arn')}>`;

const pairs = (statements: readonly Statement[], text: (resource: unknown) => string): Pair[] =>
  statements
    .flatMap(({ Action, Resource }) => Action.flatMap((action) => Resource.map((one) => `${action} ${text(one)}`)))
    .toSorted();

/** What the analysis found, references written alike. */
const found = ({ policies }: FunctionAnalysis, omitted: readonly string[] = []): Pair[] =>
  pairs(
    policies.flatMap(({ document }) => [document.Statement].flat() as Statement[]),
    (resource) => String(resource).replace(/\$\{([^}]+)\}/g, (_, name: string) => plain(name)),
  ).filter((pair) => !omitted.includes(pair.split(' ')[0]!));

const PSEUDO: { [name: string]: string } = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
  'AWS::AccountId': '111122223333',
};

/** `!Ref`, `!GetAtt` and `!Sub` with the account's values and every other reference by its name. */
const cfn = (resource: unknown): string => {
  if (typeof resource === 'string') return resource;
  const [[name, argument] = ['', '']] = Object.entries(resource as { [name: string]: string });
  const value = (reference: string) => PSEUDO[reference] ?? plain(reference);
  if (name === 'Fn::Sub') return argument.replace(/\$\{([^}]+)\}/g, (_, reference: string) => value(reference));
  // A sample's Ref as a whole resource is of a type whose Ref is the ARN.
  return value(name === 'Fn::Ref' ? `${argument}.Arn` : argument);
};

async function rendered(sample: string, format: string) {
  const analysis = await analyze(`${SAMPLES}${sample}`, { arnContext: ACCOUNT });
  const [text] = await renderFormats(analysis, [format], {});
  return { functions: analysis.functions, text: text! };
}

const LOGS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const TRACING = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
const POLLING = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];

describe('outputs of the samples say what was found', () => {
  it.each(['sam-orders-api', 'monorepo-notifications'])('SAM: %s', async (sample) => {
    const { functions, text } = await rendered(sample, 'sam');
    const documents = readCfn(text) as { Policies: { Statement: Statement[] }[] }[];
    expect(
      documents.map(({ Policies }) =>
        pairs(
          Policies.flatMap((policy) => policy.Statement),
          cfn,
        ),
      ),
    ).toEqual(functions.map((result) => found(result, [...LOGS, ...TRACING, ...POLLING])));
  });

  it('CloudFormation', async () => {
    const { functions, text } = await rendered('sam-orders-api', 'cloudformation');
    const documents = readCfn(text) as {
      Resources: { [id: string]: { Properties: { PolicyDocument: { Statement: Statement[] } } } };
    }[];
    const statements = documents.map(({ Resources }) =>
      Object.values(Resources).flatMap(({ Properties }) => Properties.PolicyDocument.Statement),
    );
    expect(statements.map((list) => pairs(list, cfn))).toEqual(functions.map((result) => found(result)));
  });

  it('Serverless', async () => {
    const { functions, text } = await rendered('serverless-feedback', 'serverless');
    const documents = readCfn(text) as { provider: { iam: { role: { statements: Statement[] } } } }[];
    expect(documents.map(({ provider }) => pairs(provider.iam.role.statements, cfn))).toEqual(
      functions.map((result) => found(result, [...LOGS, ...POLLING])),
    );
  });

  it('Terraform', async () => {
    const { functions, text } = await rendered('terraform-stock-watch', 'terraform');
    const parsed = (await parse('watch.tf', text)) as {
      data: { aws_iam_policy_document: { watch: [{ statement: { actions: string[]; resources: string[] }[] }] } };
    };
    const values: { [reference: string]: string } = {
      'data.aws_partition.current.partition': 'aws',
      'data.aws_region.current.id': 'eu-west-1',
      'data.aws_caller_identity.current.account_id': '111122223333',
    };
    const statements = parsed.data.aws_iam_policy_document.watch[0].statement.map(({ actions, resources }) => ({
      Action: actions,
      Resource: resources,
    }));
    const value = (resource: unknown) =>
      String(resource).replace(/\$\{([^}]+)\}/g, (_, reference: string) => values[reference] ?? plain(reference));
    expect(pairs(statements, value)).toEqual(found(functions[0]!));
  });

  it('CDK', async () => {
    const { functions, text } = await rendered('cdk-invoice-mailer', 'cdk-typescript');
    expect(diagnostics(text)).toEqual([]);
    const { mailer52Ef8E64Statements } = evaluate(text, {
      archiveD6B7Ff5DArn: '<ArchiveD6B7FF5D.Arn>',
      invoices6C2C4E10Arn: '<Invoices6C2C4E10.Arn>',
      jobs4B2F8A91Arn: '<Jobs4B2F8A91.Arn>',
    });
    expect(pairs(mailer52Ef8E64Statements as Statement[], String)).toEqual(found(functions[0]!, LOGS));
  });
});
