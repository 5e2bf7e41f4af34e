import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/render/index.js';
import { evaluateCfn, readCfn } from './evaluate-cfn.js';
import { deployedValue, expectedPolicy } from './expected-policy.js';
import { OPTIONS, PSEUDO, result, shop } from './shop.js';

const render = async (format: string, analysis = shop()) => (await FORMATS[format]!.load())(analysis, OPTIONS);

const PARAMETERS = {
  ...PSEUDO,
  Stage: 'prod',
  EnvAuditTable: deployedValue('env:AUDIT_TABLE')!,
  EnvAuditTableArn: deployedValue('env:AUDIT_TABLE_ARN')!,
  CreateOrderRole: 'shop-create-order',
};
const IMPORTS = {
  'shop-KeyArn': deployedValue('shop-KeyArn')!,
  'shared-stream-arn': deployedValue('shared-stream-arn')!,
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
      CreateOrderpolicy: {
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
});
