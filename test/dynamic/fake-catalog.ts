import type { Catalog } from '../../src/catalog/types.js';

/** A catalog of a handful of events, so that the mechanics of aggregation are tested apart from AWS's names. */
const ACTIONS: { [event: string]: { action: string; arn?: string; member?: string } } = {
  's3/GetObject': { action: 's3:GetObject', arn: 'arn:${Partition}:s3:::${BucketName}/${ObjectName}' },
  's3/PutObject': { action: 's3:PutObject', arn: 'arn:${Partition}:s3:::${BucketName}/${ObjectName}' },
  's3/ListObjects': { action: 's3:ListBucket', arn: 'arn:${Partition}:s3:::${BucketName}', member: 'Bucket' },
  'dynamodb/GetItem': {
    action: 'dynamodb:GetItem',
    arn: 'arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}',
    member: 'TableName',
  },
  'kms/Decrypt': { action: 'kms:Decrypt', arn: 'arn:${Partition}:kms:${Region}:${Account}:key/${KeyId}' },
  'ec2/DescribeInstances': { action: 'ec2:DescribeInstances' },
};

export function fakeCatalog(): Catalog {
  const byAction = new Map(Object.values(ACTIONS).map((row) => [row.action, row]));
  const unused = (): never => {
    throw new Error('the fake catalog does not know this');
  };
  return {
    version: 'fake',
    client: unused,
    clientOfV2: unused,
    clientOfBoto3: unused,
    prefixes: () => [],
    resourceOfCfn: unused,
    service: (prefix) => ({
      prefix,
      name: prefix,
      actions: {},
      conditionKeys: {},
      resourceTypes: Object.fromEntries(
        [...byAction.values()].flatMap(({ action, arn }) =>
          arn && action.startsWith(`${prefix}:`) ? [[action, { type: action, arn, conditionKeys: [] }]] : [],
        ),
      ),
    }),
    action: (action) => {
      const row = byAction.get(action);
      return (
        row && {
          action: row.action as `${string}:${string}`,
          accessLevel: 'Read',
          wildcardOnly: row.arn === undefined,
          resourceTypes: row.arn ? [{ type: action, required: true, conditionKeys: [], dependentActions: [] }] : [],
          conditionKeys: [],
          dependentActions: [],
        }
      );
    },
    authorize: ({ client, operation, input }) => {
      const row = ACTIONS[`${client}/${operation}`]!;
      const value = row.member && input.kind === 'object' ? input.members[row.member] : undefined;
      const name = value?.kind === 'text' ? value.text : [{ kind: 'unknown' as const, reason: 'unknown' }];
      const region = { kind: 'reference' as const, target: 'AWS::Region', targetKind: 'pseudo' as const };
      const account = { kind: 'reference' as const, target: 'AWS::AccountId', targetKind: 'pseudo' as const };
      const parts = row.arn
        ?.split(/\$\{(\w+)\}/)
        .flatMap((part, index) =>
          index % 2 === 0
            ? [{ kind: 'literal' as const, text: part }]
            : part === 'Region'
              ? [region]
              : part === 'Account'
                ? [account]
                : part === 'Partition'
                  ? [{ kind: 'literal' as const, text: 'aws' }]
                  : [...name],
        );
      return {
        outcome: 'authorized',
        questions: [],
        needs: [
          {
            action: row.action as `${string}:${string}`,
            kind: 'required',
            resource: parts ?? [{ kind: 'literal', text: '*' }],
            evidence: { kind: 'name' },
          },
        ],
      };
    },
    event: (eventSource, eventName) => {
      const service = eventSource.replace('.amazonaws.com', '');
      const row = ACTIONS[`${service}/${eventName}`];
      if (service === 'sts' && eventName === 'GetCallerIdentity') {
        return { eventSource, eventName, operations: [], actions: [], visibility: 'management', permissionless: true };
      }
      return (
        row && {
          eventSource,
          eventName,
          operations: [`${service}:${eventName}`],
          actions: [row.action as `${string}:${string}`],
          visibility: 'management',
        }
      );
    },
  };
}
