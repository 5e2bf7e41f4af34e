import { describe, expect, it } from 'vitest';
import { literal, type TextPart } from '../../src/model/text.js';
import { FORMATS } from '../../src/render/index.js';
import { evaluateCfn, readCfn } from './evaluate-cfn.js';
import { deployedValue, expectedPolicy, QUEUE_URLS } from './expected-policy.js';
import { arn, arnOf, at, lambda, OPTIONS, PSEUDO, permission, result, shop } from './shop.js';

const render = async (format: string, analysis = shop()) => (await FORMATS[format]!.load())(analysis, OPTIONS);

const PARAMETERS = {
  ...PSEUDO,
  Stage: 'prod',
  OutboxUrl: QUEUE_URLS.OutboxUrl,
  EnvAuditTable: deployedValue('env:AUDIT_TABLE')!,
  EnvAuditTableArn: deployedValue('env:AUDIT_TABLE_ARN')!,
  CreateOrderRole: 'shop-create-order',
};
const IMPORTS = {
  'shop-KeyArn': deployedValue('shop-KeyArn')!,
  'shared-stream-arn': deployedValue('shared-stream-arn')!,
  'inbox-url': QUEUE_URLS['inbox-url'],
};
const evaluated = (text: string) => evaluateCfn(readCfn(text)[0], PARAMETERS, IMPORTS);

describe('template formats evaluate to the policy', () => {
  it('sam', async () => {
    const analysis = shop();
    expect(evaluated(await render('sam', analysis))).toEqual({
      Parameters: {
        EnvAuditTable: { Type: 'String', Description: 'Fill in: the environment variable AUDIT_TABLE' },
        EnvAuditTableArn: { Type: 'String', Description: 'Fill in: the environment variable AUDIT_TABLE_ARN' },
      },
      Policies: [expectedPolicy(analysis)],
    });
  });

  it('cloudformation', async () => {
    const analysis = shop();
    const { Resources } = evaluated(await render('cloudformation', analysis)) as { Resources: unknown };
    expect(Resources).toEqual({
      CreateOrderPolicy: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: 'CreateOrder-policy',
          Roles: ['shop-create-order'],
          PolicyDocument: expectedPolicy(analysis),
        },
      },
    });
  });

  it('serverless, with no name in Sub that it would take for its own variable', async () => {
    const analysis = shop('serverless');
    const text = await render('serverless', analysis);
    const { provider } = evaluated(text) as { provider: unknown };
    expect(provider).toEqual({ iam: { role: { statements: expectedPolicy(analysis).Statement } } });
    expect([...text.matchAll(/\$\{([a-z]\w*)[^}]*\}/g)].map(([whole]) => whole)).toEqual([]);
  });

  it('a parameter for every name when the project has none of its own', async () => {
    const analysis = shop('folder');
    const [tree] = readCfn(await render('sam', analysis)) as [{ Parameters: object }];
    expect(Object.keys(tree.Parameters)).toEqual([
      'EnvAuditTable',
      'EnvAuditTableArn',
      'JobQueueArn',
      'MailKeyArn',
      'OrderEventsArn',
      'OrdersArn',
      'OutboxUrl',
      'Stage',
      'SubnetArn',
      'UploadsArn',
      'WorkerArn',
    ]);
  });

  it('functions without needs print no document', async () => {
    expect(readCfn(await render('sam', shop('sam', [result('Idle', [])])))).toEqual([{ Policies: [] }]);
  });

  it('several functions are documents of one stream, each headed by its id', async () => {
    const text = await render('sam', shop('sam', [result('A', []), result('B\n# evil: true', [])]));
    expect(readCfn(text)).toEqual([{ Policies: [] }, { Policies: [] }]);
    expect(text.split('\n').filter((line) => line.startsWith('# '))).toEqual([
      '# A (src/app.ts#handler)',
      '# Properties of the AWS::Serverless::Function:',
      '# B\\u{a}# evil: true (src/app.ts#handler)',
      '# Properties of the AWS::Serverless::Function:',
    ]);
  });

  it('what waits for the function stands beside its role, so that no circle is deployed', async () => {
    const uploads = arnOf('Uploads');
    const one = result('A', [
      permission('s3:GetObject', [uploads, ...literal('/*')]),
      permission('dynamodb:GetItem', [arnOf('Orders')]),
    ]);
    const source: TextPart = { kind: 'reference', target: 'Uploads', targetKind: 'resource' };
    const triggered = { ...one, fn: lambda('A', { triggers: [{ kind: 's3', source: [source], at: at(1) }] }) };
    const [tree] = readCfn(await render('sam', shop('sam', [triggered])));
    expect(tree).toEqual({
      Resources: {
        AApartPolicy: {
          Type: 'AWS::IAM::Policy',
          Properties: {
            PolicyName: 'A-apart-policy',
            Roles: [{ 'Fn::Ref': 'ARole' }],
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Sid: 'ReadUploadsBucket',
                  Effect: 'Allow',
                  Action: ['s3:GetObject'],
                  Resource: [{ 'Fn::Sub': '${Uploads.Arn}/*' }],
                },
              ],
            },
          },
        },
      },
      Policies: [
        {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'ReadOrdersTable',
              Effect: 'Allow',
              Action: ['dynamodb:GetItem'],
              Resource: [{ 'Fn::GetAtt': 'Orders.Arn' }],
            },
          ],
        },
      ],
    });
  });

  it('two functions that invoke each other: one policy stands apart', async () => {
    const invoke = (target: string) =>
      permission('lambda:InvokeFunction', [
        { kind: 'reference', target, attribute: 'Arn', targetKind: 'resource', targetType: 'AWS::Lambda::Function' },
      ]);
    const declared = (id: string) => ({ declared: { role: `${id}Role`, documents: [], unknownManagedPolicies: [] } });
    const functions = [
      { ...result('A', [invoke('B')]), fn: lambda('A', declared('A')) },
      { ...result('B', [invoke('A')]), fn: lambda('B', declared('B')) },
    ];
    const trees = readCfn(await render('sam', shop('sam', functions))) as { Policies: unknown[]; Resources?: object }[];
    expect(trees.map(({ Policies, Resources }) => [Policies.length, Object.keys(Resources ?? {})])).toEqual([
      [1, []],
      [0, ['BApartPolicy']],
    ]);
  });

  it('leaves out what SAM attaches by itself, and says so', async () => {
    const logs = permission('logs:PutLogEvents', arn('logs', 'log-group:/aws/lambda/x:*'));
    const one = result('A', [logs, permission('dynamodb:GetItem', [arnOf('Orders')])]);
    const statement = { Effect: 'Allow' as const, Action: ['logs:PutLogEvents'], Resource: ['*'] };
    const documents = [
      {
        origin: 'managed policy AWSLambdaBasicExecutionRole',
        document: { Statement: [statement] },
        at: at(1),
        implicit: true as const,
      },
    ];
    const implicit = lambda('A', { declared: { role: 'ARole', documents, unknownManagedPolicies: [] } });
    const text = await render('sam', shop('sam', [{ ...one, fn: implicit }]));
    expect(text.includes('logs:PutLogEvents: SAM attaches managed policy AWSLambdaBasicExecutionRole')).toBe(true);
    expect(text.match(/- \w+:\w+$/gm)).toEqual(['- dynamodb:GetItem']);
  });
});
