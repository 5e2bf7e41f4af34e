import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { describePermissions, show } from './describe.js';
import { folderOf, read } from './read.js';

const HANDLER = 'export const handler = async () => {};';

describe('functions without a template', () => {
  it.each<[string, { [file: string]: string }, string | undefined, string[]]>([
    ['the console default', { 'index.mjs': HANDLER }, undefined, ['index.mjs handler']],
    [
      'TypeScript before what was compiled from it',
      { 'index.ts': HANDLER, 'index.js': HANDLER },
      undefined,
      ['index.ts handler'],
    ],
    [
      'package.json main',
      { 'package.json': '{"main":"lib/start.js"}', 'lib/start.js': 'exports.handler = () => {};' },
      undefined,
      ['lib/start.js handler'],
    ],
    [
      'a broken package.json',
      { 'package.json': '{', 'app.js': 'exports.handler = () => {};' },
      undefined,
      ['app.js handler'],
    ],
    [
      'main that was compiled from src',
      { 'package.json': '{"main":"dist/app.js"}', 'src/app.ts': HANDLER },
      undefined,
      ['src/app.ts handler'],
    ],
    [
      'a folder of handlers',
      {
        'src/handlers/b.ts': HANDLER,
        'src/handlers/a.js': 'exports.handler = () => {};',
        'src/handlers/util.ts': 'export const x = 1;',
      },
      undefined,
      ['src/handlers/a.js handler', 'src/handlers/b.ts handler'],
    ],
    [
      'folders of handlers',
      { 'functions/one/index.ts': HANDLER, 'functions/two/handler.ts': HANDLER },
      undefined,
      ['functions/one/index.ts handler', 'functions/two/handler.ts handler'],
    ],
    [
      'modules in places of their own, when the usual ones have none',
      {
        'lambda-fns/save.ts': HANDLER,
        'packages/mail/src/index.ts': HANDLER,
        'packages/mail/src/util.ts': 'export const x = "handler";',
        'packages/mail/test/save.ts': HANDLER,
        'packages/mail/node_modules/x/save.js': HANDLER,
        'bin/app.ts': HANDLER,
      },
      undefined,
      ['lambda-fns/save.ts handler', 'packages/mail/src/index.ts handler'],
    ],
    ['a named handler', { 'src/a.ts': 'export const run = 1;', 'index.ts': HANDLER }, 'src/a.run', ['src/a.ts run']],
    ['a named file', { 'src/a.ts': HANDLER, 'index.ts': HANDLER }, 'src/a.ts', ['src/a.ts handler']],
    ['a handler below dist, found in src', { 'src/a.ts': HANDLER }, 'dist/a.handler', ['src/a.ts handler']],
  ])('finds %s', async (_name, files, handler, found) => {
    const project = await read(folderOf(files), handler === undefined ? {} : { handler });
    expect(project.functions.map((fn) => `${fn.handler.file} ${fn.handler.export}`)).toEqual(found);
  });

  it('says which modules a named handler was looked for in', async () => {
    await expect(read(folderOf({ 'index.ts': HANDLER }), { handler: 'src/x.handler' })).rejects.toMatchObject({
      name: 'UserError',
      message:
        'There is no module for the handler src/x.handler: looked for src/x.ts, src/x.mts, src/x.cts, src/x.tsx, src/x.js, src/x.mjs, src/x.cjs, src/x.jsx in .',
    });
  });

  it('starts paths at the workspace a folder belongs to', async () => {
    const folder = folderOf({ 'package.json': '{"workspaces":["packages/*"]}', 'packages/fn/index.ts': HANDLER });
    const project = await read(path.join(folder, 'packages/fn'));
    expect(project.functions[0]!.handler.file).toBe('packages/fn/index.ts');
  });

  it('takes a template above that declares the function, and only that function', async () => {
    const folder = folderOf({
      'repo/template.yaml': `Resources:
  Table: { Type: AWS::DynamoDB::Table }
  One: { Type: AWS::Lambda::Function, Properties: { Handler: index.handler, Runtime: nodejs22.x, Code: fns/one, Environment: { Variables: { TABLE: !Ref Table } } } }
  Two: { Type: AWS::Lambda::Function, Properties: { Handler: index.handler, Runtime: nodejs16.x, Code: fns/two } }
`,
      'repo/fns/one/index.mjs': HANDLER,
      'repo/fns/two/index.mjs': HANDLER,
      'repo/fns/three/index.mjs': HANDLER,
    });
    const one = await read(path.join(folder, 'repo/fns/one'));
    expect([one.kind, one.functions.map(({ id }) => id), show(one.functions[0]!.environment['TABLE']!)]).toEqual([
      'cloudformation',
      ['One'],
      '${Table}',
    ]);
    expect(one.findings.map(({ ruleId }) => ruleId)).toEqual(['IT337', 'IT338']);
    expect((await read(path.join(folder, 'repo/fns/two/index.mjs'))).functions.map(({ id }) => id)).toEqual(['Two']);
    expect((await read(path.join(folder, 'repo/fns/three'))).kind).toBe('folder');
    expect((await read(path.join(folder, 'repo/fns/one'), { handler: 'index.handler' })).kind).toBe('folder');
  });

  it('widens the root to code beside the template, and says so in its paths', async () => {
    const folder = folderOf({
      'repo/infra/template.yaml':
        'Resources:\n  Fn: { Type: AWS::Lambda::Function, Properties: { Handler: index.handler, Runtime: nodejs22.x, Code: ../src } }\n',
      'repo/src/index.mjs': HANDLER,
    });
    for (const given of ['repo/infra', 'repo/infra/template.yaml']) {
      const project = await read(path.join(folder, given));
      expect([
        path.basename(project.root),
        project.functions[0]!.handler.file,
        project.functions[0]!.declaredAt!.file,
      ]).toEqual(['repo', 'src/index.mjs', 'infra/template.yaml']);
    }
  });

  it('reads the deployed configuration and an environment file', async () => {
    const folder = folderOf({
      'fn/src/app.mjs': HANDLER,
      'config.json': JSON.stringify({
        FunctionName: 'orders',
        Runtime: 'nodejs22.x',
        Handler: 'src/app.handler',
        Environment: { Variables: { TABLE: 'orders', STAGE: 'prod' } },
        TracingConfig: { Mode: 'Active' },
        KMSKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/k',
        VpcConfig: { SubnetIds: [], SecurityGroupIds: [], VpcId: '' },
        Layers: [{ Arn: 'arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension:38' }],
      }),
      '.env': '# comment\nexport STAGE="dev" # not prod\nPLAIN=a=b # tail\n\nQUOTED=\'x # y\'\n',
    });
    const [fn] = (
      await read(path.join(folder, 'fn'), {
        functionConfig: path.join(folder, 'config.json'),
        envFile: path.join(folder, '.env'),
      })
    ).functions;
    expect([fn!.handler.file, fn!.runtime, show(fn!.functionName!)]).toEqual(['src/app.mjs', 'nodejs22.x', 'orders']);
    expect(Object.fromEntries(Object.entries(fn!.environment).map(([name, text]) => [name, show(text)]))).toEqual({
      TABLE: 'orders',
      STAGE: 'dev',
      PLAIN: 'a=b',
      QUOTED: 'x # y',
    });
    expect([...new Set(describePermissions(fn!).map((line) => line.split(' ')[1]))].sort()).toEqual([
      'kms:Decrypt',
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
  });

  it.each([
    ['functionConfig', '{}', 'x.txt is not the configuration of a function'],
    ['envFile', 'no assignment', 'A line of an environment file is NAME=value'],
  ] as const)('refuses a bad %s', async (option, text, message) => {
    const folder = folderOf({ 'index.mjs': HANDLER, 'x.txt': text });
    await expect(read(path.join(folder, 'index.mjs'), { [option]: path.join(folder, 'x.txt') })).rejects.toMatchObject({
      name: 'UserError',
      message,
      location: { file: 'x.txt', line: 1, column: 1 },
    });
  });
});
