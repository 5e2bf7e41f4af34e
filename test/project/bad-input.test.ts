import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, read } from './read.js';

const HANDLER = 'exports.handler = async () => {};';
const FUNCTION =
  '  Fn: { Type: AWS::Lambda::Function, Properties: { Handler: index.handler, Runtime: nodejs22.x, Code: . } }\n';

/** What a broken file is told about, with its place, while the good one beside it is still read. */
const broken: [name: string, file: string, text: string, problem: string, place: string][] = [
  [
    'YAML with an open quote',
    'bad.yaml',
    `Resources:\n${FUNCTION}X: "a\n`,
    'Not valid YAML: Missing closing "quote',
    '4:1',
  ],
  [
    'YAML with a tab',
    'bad.yaml',
    `Resources:\n${FUNCTION}\tX: a\n`,
    'Not valid YAML: Tabs are not allowed as indentation',
    '3:1',
  ],
  [
    'two documents',
    'bad.yaml',
    `Resources:\n${FUNCTION}---\nResources: {}\n`,
    'The file holds several YAML documents; a template is one document',
    '3:1',
  ],
  [
    'an alias without an anchor',
    'bad.yaml',
    `Resources:\n${FUNCTION}  X: *none\n`,
    'The template cannot be read: the alias *none names no anchor',
    '3:6',
  ],
  [
    'an anchor in itself',
    'bad.yaml',
    `Resources:\n${FUNCTION}  X: &x [*x]\n`,
    'The template cannot be read: an anchor that contains itself',
    '3:9',
  ],
  [
    'JSON with a comma too many',
    'bad.json',
    `{"Resources": {"Fn": {"Type": "AWS::Lambda::Function"},,}}`,
    'Not valid JSON',
    '1:',
  ],
  [
    'a plan of another version',
    'plan.json',
    '{"format_version":"2.0","planned_values":{}}',
    'The plan has format version 2.0; 1.x is understood',
    '1:1',
  ],
  [
    'an assembly of another version',
    'cdk.out/manifest.json',
    '{"version":"999.0.0","artifacts":{"a":{"type":"aws:cloudformation:stack"}}}',
    'The cloud assembly has version 999.0.0, which this tool does not know',
    '1:1',
  ],
  ['HCL with an open block', 'main.tf', 'resource "aws_lambda_function" "f" {\n', 'Not valid HCL', '1:1'],
  [
    'a variable made of itself',
    'serverless.yml',
    'service: x\nprovider: { name: aws }\ncustom:\n  a: ${self:custom.b}\n  b: ${self:custom.a}\nfunctions: { f: { handler: index.handler } }\n',
    'The variable ${self:custom.b} is made of itself',
    '4:6',
  ],
];

describe('broken files', () => {
  it.each(broken)('%s', async (_name, file, text, problem, place) => {
    const folder = folderOf({
      'good/template.yaml': `Resources:\n${FUNCTION}`,
      'good/index.js': HANDLER,
      [file]: text,
    });
    const project = await read(folder);
    expect(project.functions.map(({ id }) => id)).toEqual(['Fn']);
    const told = project.findings.filter(({ ruleId }) => ruleId === 'IT305');
    expect(told).toHaveLength(1);
    expect(told[0]!.args['problem']).toContain(problem);
    const { line, column, file: named } = told[0]!.location!;
    expect(`${named} ${line}:${column}`).toContain(`${file} ${place}`);
  });

  it.each([
    ['a missing path', 'nowhere', 'There is no file or folder'],
    ['a binary template', 'binary.yaml', 'binary.yaml is not a text file'],
    [
      'a text that is no template',
      'notes.yaml',
      'notes.yaml is not a template, a source file or a zip this tool can read',
    ],
    ['a source without a handler', 'lib.ts', 'lib.ts exports no `handler`'],
    ['a zip that is none', 'fn.zip', 'fn.zip cannot be unpacked'],
  ])('%s given by name stops the work', async (_name, file, message) => {
    const folder = folderOf({
      'binary.yaml': Buffer.from([65, 0, 1, 2]),
      'notes.yaml': 'a: b\n',
      'lib.ts': 'export const x = 1;',
      'fn.zip': 'no zip',
    });
    await expect(read(path.join(folder, file))).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining(message),
    });
  });

  it('does not follow links out of the project, nor round in circles', async () => {
    const outside = folderOf({ 'secret.js': HANDLER });
    const folder = folderOf({
      'template.yaml':
        'Resources:\n  Fn: { Type: AWS::Lambda::Function, Properties: { Handler: secret.handler, Runtime: nodejs22.x, Code: out } }\n',
    });
    symlinkSync(outside, path.join(folder, 'out'));
    mkdirSync(path.join(folder, 'deep'));
    symlinkSync(folder, path.join(folder, 'deep/loop'));
    const project = await read(folder);
    expect(project.functions).toEqual([]);
    expect(project.findings.map(({ ruleId }) => ruleId)).toContain('IT302');
  });

  it('does not read templates outside the project', async () => {
    const folder = folderOf({
      'in/template.yaml': `Resources:\n${FUNCTION}  S: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ../../out.yaml } }\n`,
      'in/index.js': HANDLER,
    });
    const project = await read(path.join(folder, 'in'));
    expect(project.findings.filter(({ ruleId }) => ruleId === 'IT308').map(({ args }) => args['file'])).toEqual([
      '../../out.yaml',
    ]);
  });

  it('reports circles: resources that wait for each other, a stack that deploys itself', async () => {
    const folder = folderOf({
      'template.yaml': `Resources:\n${FUNCTION}  A: { Type: AWS::SNS::Topic, DependsOn: B }\n  B: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref A } }\n  S: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: template.yaml } }\n`,
      'index.js': HANDLER,
    });
    const told = (await read(folder)).findings.filter(({ ruleId }) => ruleId === 'IT307');
    expect(told.map(({ args, location }) => `${location!.line} ${args['name']}`)).toEqual([
      '3 A → B → A',
      '5 S deploys template.yaml, which deploys it again',
    ]);
  });

  it('reads quoted texts whose lines are indented like the block around them, as CloudFormation does', async () => {
    const text = `Parameters:
  A:
    Description: "one
    two
  three (four)."
    Type: String
  B:
    Description: 'five
  six'
    Default: x
Resources:
${FUNCTION}`;
    const project = await read(folderOf({ 'template.yaml': text, 'index.js': HANDLER }));
    expect(project.functions.map(({ id, declaredAt }) => [id, declaredAt?.line])).toEqual([['Fn', 12]]);
    expect(project.findings.filter(({ ruleId }) => ruleId === 'IT305')).toEqual([]);
  });

  it('survives an alias bomb and very deep nesting', async () => {
    const lines = Array.from(
      { length: 30 },
      (_, index) =>
        `  l${index}: &l${index} [${Array(9)
          .fill(index === 0 ? 'x' : `*l${index - 1}`)
          .join(', ')}]`,
    );
    const deep = `${'['.repeat(3000)}${']'.repeat(3000)}`;
    const folder = folderOf({
      'template.yaml': `Metadata:\n${lines.join('\n')}\nResources:\n${FUNCTION}`,
      'index.js': HANDLER,
      'deep/template.yaml': `Metadata: ${deep}\nResources:\n${FUNCTION}`,
    });
    const project = await read(folder);
    expect(project.functions.map(({ id }) => id)).toEqual(['Fn']);
    expect(project.findings.filter(({ ruleId }) => ruleId === 'IT305')).toHaveLength(1);
  }, 20_000);

  it.each([
    ['texts that double', 'a0 = "xxxxxxxxxxxxxxxx"', (i: number) => `a${i} = "\${local.a${i - 1}}\${local.a${i - 1}}"`],
    ['lists that double', 'a0 = ["x"]', (i: number) => `a${i} = concat(local.a${i - 1}, local.a${i - 1})`],
    ['nests that double', 'a0 = "x"', (i: number) => `a${i} = [local.a${i - 1}, local.a${i - 1}]`],
    ['loops in loops', 'a0 = ["a", "b"]', (i: number) => `a${i} = [for x in local.a${i - 1} : local.a${i - 1}]`],
    ['a circle', 'a0 = local.a50', (i: number) => `a${i} = local.a${i - 1}`],
    [
      'splits of splits',
      'a0 = split("x", var.v)',
      (i: number) => `a${i} = join("x", [local.a${i - 1}, local.a${i - 1}])`,
    ],
  ])('survives Terraform locals: %s', async (_name, first, next) => {
    const locals = [first, ...Array.from({ length: 50 }, (_, index) => next(index + 1))].join('\n');
    const folder = folderOf({
      'index.js': HANDLER,
      'main.tf': `variable "v" {}
locals {
${locals}
}
resource "aws_sqs_queue" "q" {
  for_each = local.a50
  name     = local.a50
}
resource "aws_lambda_function" "f" {
  handler  = "index.handler"
  runtime  = "nodejs22.x"
  filename = "index.js"
  environment {
    variables = { V = local.a50, Q = aws_sqs_queue.q["x"].url }
  }
}
`,
    });
    const project = await read(folder);
    expect(project.functions.map(({ id }) => id)).toEqual(['aws_lambda_function.f']);
    expect(JSON.stringify(project).length).toBeLessThan(2_000_000);
  });
});
