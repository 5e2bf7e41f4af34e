// An account made up for tests: roles as `aws iam get-account-authorization-details` prints them, and a usage file of 92 days.

const ACCOUNT = '111122223333';
const TABLE = `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/Orders`;
const WINDOW = { from: '2026-07-01T00:00:00Z', to: '2026-10-01T00:00:00Z' };

/** Names that try to be markup, formulas, terminal commands and Markdown. IAM does not allow them: the files are foreign all the same. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '</script><img src=x onerror=alert(2)>',
  '"><svg onload=alert(3)>',
  '=HYPERLINK("http://evil.example","x")',
  '@SUM(1+1)',
  '\u001b[31mred\u001b]0;title\u0007',
  '`code` | cell | [link](javascript:alert(4)) ![i](http://evil.example/i.png)',
  '${alert(5)} {{7*7}} <!-- ',
  '\u202etxt.exe',
  'half \ud83d pair',
];

const allow = (Action, Resource) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource }],
});

const role = (name, policies, more = {}) => ({
  Path: '/',
  RoleName: name,
  Arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
  CreateDate: '2024-01-01T00:00:00+00:00',
  RolePolicyList: policies.map((PolicyDocument, i) => ({ PolicyName: `policy-${i + 1}`, PolicyDocument })),
  AttachedManagedPolicies: [],
  RoleLastUsed: { LastUsedDate: '2026-09-29T10:00:00+00:00', Region: 'eu-west-1' },
  ...more,
});

const use = (action, resource, last, count = 7) => ({
  action,
  operation: action,
  resource,
  outcome: 'allowed',
  via: null,
  count,
  first: WINDOW.from,
  last,
});

const KINDS = [
  [allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'], TABLE), allow('sqs:SendMessage', '*')],
  [allow('s3:*', '*'), allow(['dynamodb:*'], TABLE)],
  [allow(['logs:*'], '*'), allow(['sns:Publish', 'sns:Subscribe', 'sns:Unsubscribe'], '*')],
  [allow(['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'], '*'), allow('ec2:Describe*', '*')],
  [allow(['kms:*', 'secretsmanager:Get*'], '*')],
];

/** `count` roles of five kinds, each used a little. */
export const roles = (count) =>
  Array.from({ length: count }, (_, i) =>
    role(`orders-${['api', 'import', 'notify', 'deploy', 'secrets'][i % 5]}-${i + 1}`, KINDS[i % 5]),
  );

/** Roles with hostile names, policies, actions, resources, statement ids and tags; of each a policy cannot be read, and one is not known. */
export const hostileRoles = () =>
  HOSTILE.map((name, i) => ({
    ...role(name, []),
    RolePolicyList: [
      {
        PolicyName: name,
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Sid: name, Effect: 'Allow', Action: [`s3:Get${name}`, 'sqs:SendMessage'], Resource: `${name}-${i}` },
          ],
        },
      },
      { PolicyName: `broken ${name}`, PolicyDocument: encodeURIComponent(name.replace(/\p{Cs}/gu, '?')) },
    ],
    AttachedManagedPolicies: [{ PolicyName: name, PolicyArn: `arn:aws:iam::${ACCOUNT}:policy/${name}` }],
    Tags: [{ Key: name, Value: name }],
  }));

/** Service-linked roles with hostile names: they are named as left out. */
export const hostileLinked = () =>
  HOSTILE.map((name) => role(name, [], { Path: '/aws-service-role/x.amazonaws.com/' }));

export const authorizationDetails = (list) => ({
  RoleDetailList: list,
  Policies: [],
  UserDetailList: [],
  GroupDetailList: [],
});

/** What the roles used: some long ago, some not at all. */
export const usageOf = (list, days = WINDOW) => ({
  schemaVersion: 1,
  window: days,
  sources: [
    {
      kind: 'cloudtrail-s3',
      location: 's3://trail/AWSLogs',
      accounts: [ACCOUNT],
      regions: ['eu-west-1'],
      files: { read: 100, failed: 0 },
      events: { read: 10, used: 10, skipped: {} },
      selectors: { management: true, data: [{ type: 'AWS::DynamoDB::Table', all: true }] },
      gaps: [],
    },
  ],
  roles: list.map(({ Arn }, i) => ({
    arn: Arn,
    usages: [
      use('dynamodb:GetItem', TABLE, '2026-09-30T08:00:00Z', 4200),
      ...(i % 2 === 0 ? [use('dynamodb:PutItem', TABLE, '2026-09-10T08:00:00Z', 90)] : []),
      use('lambda:CreateFunction', `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:f`, '2026-07-08T00:00:00Z', 1),
      use('ec2:DescribeInstances', '*', '2026-08-20T00:00:00Z', 3),
    ].sort((a, b) => (a.action < b.action ? -1 : 1)),
    advisor: [],
  })),
  unmapped: [],
});
