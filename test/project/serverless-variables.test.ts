import { describe, expect, it } from 'vitest';
import { renderText } from '../../src/model/arn-render.js';
import { folderOf, read } from './read.js';

const COMMON = `provider: { stage: "\${opt:stage, 'dev'}", region: us-west-2 }
custom:
  stage: \${opt:stage, self:provider.stage}
  domain:
    name: \${self:custom.domains.\${self:custom.stage}}
    certificate: \${self:custom.domain.name}
  domains: { dev: api-dev.example.com }
`;

const SERVICE = `service: payments
provider:
  name: aws
  stage: \${file(common.yml):provider.stage}
  region: \${file(common.yml):provider.region}
custom: \${file(common.yml):custom}
functions:
  pay:
    handler: handler.pay
    environment:
      DOMAIN: \${self:custom.domain.certificate}
      LOOP: \${self:custom.loop, 'none'}
`;

describe('serverless variables', () => {
  it('reads one member of a section that another file holds and that speaks of itself', async () => {
    const project = await read(
      folderOf({ 'serverless.yml': SERVICE, 'common.yml': COMMON, 'handler.js': 'exports.pay = async () => {};' }),
    );
    const { environment } = project.functions[0]!;
    expect(Object.entries(environment).map(([name, text]) => `${name}=${renderText(text)}`)).toEqual([
      'DOMAIN=${self:custom.domains.${sls:stage}}',
      'LOOP=none',
    ]);
  });

  it.each([
    ['${self:custom.names.${self:custom.stage}}', '${self:custom.names.${sls:stage}}'],
    ['${self:custom.names.prod}', 'live'],
    ['${file(names.${sls:stage}.yml):table}-x', '${file(names.${sls:stage}.yml):table}-x'],
    ['${file(names.dev.yml):table}', 'dev-table'],
    ['${cf:shared-${self:custom.stage}.QueueUrl}', '${cf:shared-${sls:stage}.QueueUrl}'],
    ['${ssm:/shop/${sls:stage}/topic}', '${ssm:/shop/${sls:stage}/topic}'],
    ["${env:TABLE, 'orders'}", "${env:TABLE, 'orders'}"],
    ['${env:TABLE}', '${env:TABLE}'],
    ["${opt:stage, 'dev'}-x", '${sls:stage}-x'],
    ["${self:custom.missing, 'none'}", 'none'],
  ])('%s', async (value, expected) => {
    const service = `service: shop
provider: { name: aws, stage: "\${opt:stage, 'dev'}" }
custom: { stage: "\${opt:stage, self:provider.stage}", names: { dev: test, prod: live } }
functions:
  pay:
    handler: handler.pay
    environment:
      VALUE: ${value}
`;
    const files = {
      'serverless.yml': service,
      'names.dev.yml': 'table: dev-table\n',
      'handler.js': 'exports.pay = async () => {};',
    };
    const project = await read(folderOf(files));
    expect(renderText(project.functions[0]!.environment['VALUE']!)).toBe(expected);
  });

  it('still refuses a variable that is made of itself', async () => {
    const circular = SERVICE.replace('certificate}', 'name}');
    const common = COMMON.replace('${self:custom.domains.${self:custom.stage}}', '${self:custom.domain.name}');
    const folder = folderOf({
      'serverless.yml': circular,
      'common.yml': common,
      'handler.js': 'exports.pay = async () => {};',
    });
    const project = await read(folder).catch((error: Error) => error);
    const said =
      project instanceof Error ? project.message : project.findings.map(({ args }) => String(args['problem'])).join();
    expect(said).toContain('is made of itself');
  });
});
