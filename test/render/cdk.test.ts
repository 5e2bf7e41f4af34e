import { describe, expect, it } from 'vitest';
import { literal } from '../../src/model/text.js';
import { FORMATS } from '../../src/render/index.js';
import { diagnostics, evaluate } from './evaluate-cdk.js';
import { deployedValue, expectedPolicy, QUEUE_URLS } from './expected-policy.js';
import { ARNS, OPTIONS, permission, result, shop } from './shop.js';

const render = async (analysis = shop()) => (await FORMATS['cdk-typescript']!.load())(analysis, OPTIONS);

const REFERENCES = {
  awsStackNameKeyArn: deployedValue('shop-KeyArn')!,
  envAuditTable: deployedValue('env:AUDIT_TABLE')!,
  envAuditTableArn: deployedValue('env:AUDIT_TABLE_ARN')!,
  resolveSsmShopFn: deployedValue('resolve:ssm:/shop/fn')!,
  sharedStreamArn: deployedValue('shared-stream-arn')!,
  stage: 'prod',
  inboxUrl: QUEUE_URLS['inbox-url'],
  outboxUrl: QUEUE_URLS.OutboxUrl,
  jobQueueArn: ARNS['jobQueue']!,
  mailKeyArn: ARNS['MailKey']!,
  orderEventsArn: ARNS['OrderEvents']!,
  ordersArn: ARNS['Orders']!,
  subnetArn: ARNS['Subnet']!,
  uploadsArn: ARNS['Uploads']!,
  workerArn: ARNS['Worker']!,
};

describe('cdk-typescript', () => {
  it('type-checks and evaluates to the policy', async () => {
    const analysis = shop('cdk');
    const code = await render(analysis);
    expect(diagnostics(code)).toEqual([]);
    expect(evaluate(code, REFERENCES)).toEqual({ createOrderStatements: expectedPolicy(analysis).Statement });
  });

  it('fails to type-check without its references, so that none is forgotten', async () => {
    const code = `${await render()}\ncreateOrderStatements({});\n`;
    expect(diagnostics(code)).toHaveLength(1);
  });

  it('a hostile name neither ends a comment nor a string', async () => {
    const hostile = result("x*/ alert(1) //\n'", [
      permission('s3:GetObject', literal("arn:aws:s3:::b/'+alert(1)+'\u2028\\")),
    ]);
    const code = await render(shop('sam', [hostile]));
    expect(diagnostics(code)).toEqual([]);
    expect(evaluate(code, {})).toEqual({
      xAlert1Statements: [hostile.policies[0]!.document.Statement[0]],
    });
  });
});
