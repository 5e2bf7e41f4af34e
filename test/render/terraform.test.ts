import { parse } from '@cdktf/hcl2json';
import { describe, expect, it } from 'vitest';
import { literal, type TextPart } from '../../src/model/text.js';
import { UserError } from '../../src/model/user-error.js';
import { FORMATS } from '../../src/render/index.js';
import { deployedValue, expectedPolicy, QUEUE_URLS } from './expected-policy.js';
import { ARNS, lambda, OPTIONS, permission, result, shop } from './shop.js';

const render = async (analysis = shop()) => (await FORMATS['terraform']!.load())(analysis, OPTIONS);

interface Statement {
  sid: string;
  effect: string;
  actions: string[];
  resources: string[];
  condition?: { test: string; variable: string; values: string[] }[];
}

const VALUES: { [reference: string]: string } = {
  'data.aws_partition.current.partition': 'aws',
  'data.aws_partition.current.dns_suffix': 'amazonaws.com',
  'data.aws_region.current.id': 'eu-west-1',
  'data.aws_caller_identity.current.account_id': '111122223333',
  'var.env_audit_table': deployedValue('env:AUDIT_TABLE')!,
  'var.env_audit_table_arn': deployedValue('env:AUDIT_TABLE_ARN')!,
  'var.aws_stack_name_key_arn': deployedValue('shop-KeyArn')!,
  'var.shared_stream_arn': deployedValue('shared-stream-arn')!,
  'var.resolve_ssm_shop_fn': deployedValue('resolve:ssm:/shop/fn')!,
  'var.stage': 'prod',
  'var.inbox_url': QUEUE_URLS['inbox-url'],
  'var.outbox_url': QUEUE_URLS.OutboxUrl,
  'var.job_queue_arn': ARNS['jobQueue']!,
  'var.mail_key_arn': ARNS['MailKey']!,
  'var.order_events_arn': ARNS['OrderEvents']!,
  'var.orders_arn': ARNS['Orders']!,
  'var.subnet_arn': ARNS['Subnet']!,
  'var.uploads_arn': ARNS['Uploads']!,
  'var.worker_arn': ARNS['Worker']!,
};

/** References filled in, then `&{…}` to `${…}`: what the provider hands to IAM. */
const fill = (text: string): string =>
  text
    .replace(/\$\{([^{}]+)\}/g, (_, reference: string) => {
      const [, inner, index] = /^element\(split\("\/", (.*)\), (\d+)\)$/.exec(reference) ?? [];
      const whole = VALUES[inner ?? reference];
      const value = inner === undefined ? whole : whole?.split('/')[Number(index)];
      if (value === undefined) throw new Error(`no value for ${reference}`);
      return value;
    })
    .replaceAll('&{', '${')
    .replaceAll('%%{', '%{');

async function policyOf(hcl: string, label: string) {
  const parsed = (await parse('main.tf', hcl)) as {
    data: { aws_iam_policy_document: { [label: string]: [{ statement: Statement[] }] } };
  };
  return parsed.data.aws_iam_policy_document[label]![0].statement.map((statement) => ({
    Sid: statement.sid,
    Effect: statement.effect,
    Action: statement.actions,
    Resource: statement.resources.map(fill),
    ...(statement.condition && {
      Condition: Object.fromEntries(
        statement.condition.map(({ test, variable, values }) => [test, { [variable]: values.map(fill) }]),
      ),
    }),
  }));
}

describe('terraform', () => {
  it('is read by an HCL parser and evaluates to the policy', async () => {
    const analysis = shop();
    expect(await policyOf(await render(analysis), 'create_order')).toEqual(expectedPolicy(analysis).Statement);
  });

  it('declares each variable and data source once', async () => {
    const { fn, ...rest } = shop().functions[0]!;
    const text = await render(
      shop('sam', [
        { fn, ...rest },
        { ...rest, fn: lambda('create-order') },
      ]),
    );
    const parsed = (await parse('main.tf', text)) as { variable: object; data: { [type: string]: object } };
    expect(Object.keys(parsed.variable).map((name) => `var.${name}`)).toEqual(
      Object.keys(VALUES)
        .filter((name) => name.startsWith('var.'))
        .toSorted(),
    );
    expect(
      Object.fromEntries(Object.entries(parsed.data).map(([type, labels]) => [type, Object.keys(labels)])),
    ).toEqual({
      aws_caller_identity: ['current'],
      aws_partition: ['current'],
      aws_region: ['current'],
      aws_iam_policy_document: ['create_order', 'create_order2'],
    });
  });

  it('uses the names of a Terraform project', async () => {
    const table: TextPart = {
      kind: 'reference',
      target: 'aws_dynamodb_table.orders',
      attribute: 'Arn',
      targetKind: 'resource',
      targetType: 'AWS::DynamoDB::Table',
    };
    const text = await render(shop('terraform', [result('f', [permission('dynamodb:GetItem', [table])])]));
    expect(text).toBe(`# f (src/app.ts#handler)
data "aws_iam_policy_document" "f" {
  statement {
    sid    = "ReadAwsDynamodbTableOrdersTable"
    effect = "Allow"

    actions = [
      "dynamodb:GetItem",
    ]

    resources = [
      aws_dynamodb_table.orders.arn,
    ]
  }
}
`);
  });

  it('refuses a literal that the data source would read as a variable', async () => {
    const analysis = shop('sam', [result('f', [permission('s3:GetObject', literal('arn:aws:s3:::b/&{x}'))])]);
    await expect(render(analysis)).rejects.toThrow(UserError);
  });
});
