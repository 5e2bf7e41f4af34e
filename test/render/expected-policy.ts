import type { Analysis } from '../../src/model/analysis.js';
import type { PolicyDocument } from '../../src/model/policy.js';
import { ARNS, DEPLOYED, PSEUDO } from './shop.js';

/** Values the user would pass for what the template has no name for. */
const OPEN: { [token: string]: string } = {
  'env:AUDIT_TABLE': 'audit',
  'env:AUDIT_TABLE_ARN': 'arn:aws:dynamodb:eu-west-1:111122223333:table/audit2',
  Stage: 'prod',
  'shop-KeyArn': 'arn:aws:kms:eu-west-1:111122223333:key/k',
  'shared-stream-arn': 'arn:aws:kinesis:eu-west-1:111122223333:stream/s',
  "OutboxUrl.split('/')[4]": 'outbox',
  "inbox-url.split('/')[4]": 'inbox',
  'resolve:ssm:/shop/fn': '{{resolve:ssm:/shop/fn}}',
};

/** The URLs of the queues whose name alone the policy holds. */
export const QUEUE_URLS = {
  OutboxUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/outbox',
  'inbox-url': 'https://sqs.eu-west-1.amazonaws.com/111122223333/inbox',
};

/** What a name, `Name.Arn` or `env:NAME` is once the shop is deployed; undefined for IAM's own variables. */
export function deployedValue(token: string): string | undefined {
  if (OPEN[token] !== undefined) return OPEN[token];
  const [name = '', attribute] = token.split('.');
  if (attribute === 'Arn' && ARNS[name]) return ARNS[name];
  if (attribute !== undefined) return DEPLOYED[name]?.attributes[attribute];
  return DEPLOYED[name]?.ref ?? PSEUDO[token];
}

/** The policy of the first function with every reference filled in: what each format must evaluate to. */
export function expectedPolicy({ functions: [first] }: Analysis): PolicyDocument {
  const fill = (text: string): string => {
    // Inner names first: `${${AWS::StackName}-KeyArn}`.
    const next = text.replace(/\$\{([^${}]+)\}/g, (whole, token: string) => deployedValue(token) ?? whole);
    return next === text ? text : fill(next);
  };
  const document = first!.templatePolicies![0]!.document;
  return JSON.parse(JSON.stringify(document), (_, value) => (typeof value === 'string' ? fill(value) : value));
}
