import { servicePrefixOf } from '../../model/action.js';
import { type ArnFields, arnFields } from '../arn/arn-pattern.js';
import type { Entry } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

/** A form of ARN that looks right and does not match what people mean. */
interface ArnTrap {
  service: string;
  /** Actions that fall into it; all of the service when absent. */
  actions?: readonly string[];
  isTrap(resource: string): boolean;
  /** What to write, and the place where AWS says so. */
  instead: string;
  source: string;
}

const TRAPS: readonly ArnTrap[] = [
  {
    service: 'logs',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:GetLogEvents'],
    isTrap: (resource) => /^log-group:[^:]*[^:*]$/.test(resource),
    instead: 'write the log streams: …:log-group:NAME:*',
    source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html',
  },
  {
    service: 'secretsmanager',
    isTrap: (resource) => /^secret:[^*?$]+$/.test(resource) && !/-[A-Za-z0-9]{6}$/.test(resource),
    instead: 'AWS adds a dash and six characters to the name: …:secret:NAME-??????',
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html',
  },
  {
    service: 'kms',
    actions: [
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:GenerateDataKeyWithoutPlaintext',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
      'kms:Sign',
      'kms:Verify',
    ],
    isTrap: (resource) => resource.startsWith('alias/'),
    instead:
      'write the ARN of the key, or the condition kms:RequestAlias: an alias does not authorise operations on its key',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html',
  },
  {
    service: 'ssm',
    isTrap: (resource) => resource.startsWith('parameter//'),
    instead: 'the slash at the start of a parameter is not repeated: …:parameter/path/name',
    source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html',
  },
  {
    service: 'dynamodb',
    actions: ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'],
    isTrap: (resource) => /^table\/[^/*]+$/.test(resource),
    instead: 'write the stream: …:table/NAME/stream/*',
    source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html',
  },
];

/** IT502: an ARN with fewer than six fields. IT506: an ARN in a form that does not match what is meant. */
export const arnTraps: Rule = function* ({ policy }) {
  for (const { action, resource, notResource } of policy.statements)
    for (const entry of [...resource, ...notResource]) yield* check(entry, action);
};

function* check({ text, node: at }: Entry, actions: readonly Entry[]): Iterable<Complaint> {
  const arn = arnFields(text);
  if (!arn) {
    if (text.startsWith('arn:') && text.endsWith('*')) yield { code: 'IT502', at, args: { arn: text } };
    return;
  }
  const trap = TRAPS.find(
    (row) => row.service === arn.service && row.isTrap(arn.resource) && concerns(row, arn, actions),
  );
  if (trap) yield { code: 'IT506', at, args: { arn: text, instead: trap.instead, source: trap.source } };
}

/** Actions with wildcards are not held against a trap of single actions: they may mean others. */
const concerns = ({ actions: trapped }: ArnTrap, { service }: ArnFields, actions: readonly Entry[]): boolean =>
  actions.some(({ text }) =>
    trapped ? trapped.some((name) => name.toLowerCase() === text.toLowerCase()) : servicePrefixOf(text) === service,
  );
