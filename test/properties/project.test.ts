import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { describeProject } from '../project/describe.js';
import { folderOf, read } from '../project/read.js';

const HANDLER = { 'index.js': 'exports.handler = async () => {};' };
const name = fc.constantFrom('Orders', 'Jobs', 'Stage', 'AWS::Region', 'AWS::NoValue', 'Missing');

/** Expressions in long form, nested at random. */
const { expression } = fc.letrec<{ expression: unknown }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('a', 'b/c', 'arn:aws:s3:::x'),
    name.map((target) => ({ Ref: target })),
    name.map((target) => ({ 'Fn::GetAtt': [target, 'Arn'] })),
    fc
      .tuple(name, tie('expression'))
      .map(([target, value]) => ({ 'Fn::Sub': [`x-\${${target}}-\${V}`, { V: value }] })),
    fc.array(tie('expression'), { maxLength: 3 }).map((items) => ({ 'Fn::Join': ['-', items] })),
    fc.tuple(tie('expression'), tie('expression')).map(([yes, no]) => ({ 'Fn::If': ['C', yes, no] })),
    fc
      .tuple(fc.nat(3), tie('expression'))
      .map(([index, value]) => ({ 'Fn::Select': [index, { 'Fn::Split': ['/', value] }] })),
  ),
}));

const template = (value: unknown) => ({
  Parameters: { Stage: { Type: 'String' } },
  Resources: {
    Orders: { Type: 'AWS::DynamoDB::Table' },
    Jobs: { Type: 'AWS::SQS::Queue' },
    Fn: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Handler: 'index.handler',
        Runtime: 'nodejs22.x',
        Code: '.',
        Environment: { Variables: { VALUE: value } },
      },
    },
  },
});

const withoutPlaces = (text: string) => text.replace(/:\d+(:\d+)?\b/g, '').replaceAll('template.json', 'template.yaml');

describe('reading templates', () => {
  it('says the same of YAML and of JSON', async () => {
    await fc.assert(
      fc.asyncProperty(expression, async (value) => {
        const [yaml, json] = await Promise.all([
          read(folderOf({ ...HANDLER, 'template.yaml': stringify(template(value)) })),
          read(folderOf({ ...HANDLER, 'template.json': JSON.stringify(template(value), null, 1) })),
        ]);
        expect(withoutPlaces(describeProject(json))).toBe(withoutPlaces(describeProject(yaml)));
      }),
      { numRuns: 60 },
    );
  });

  it('answers or says what is wrong, whatever the text', async () => {
    const words = fc.constantFrom(
      'Resources:',
      '\n  ',
      'Fn',
      ': ',
      '!Sub ',
      '!Ref ',
      '${A',
      '}',
      '[',
      '{',
      '- ',
      '&a ',
      '*a ',
      '|',
      '"',
      'AWS::Lambda::Function',
      'Type',
      'Properties',
      '\n',
      '<<',
      'Transform: AWS::Serverless-2016-10-31\n',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(words, fc.string({ maxLength: 5 })), { maxLength: 40 }), async (pieces) => {
        const folder = folderOf({
          'template.yaml': `Resources:\n  A: { Type: AWS::Lambda::Function }\n${pieces.join('')}`,
        });
        await read(folder).catch((error: unknown) => expect((error as Error).name).toBe('UserError'));
      }),
      { numRuns: 150 },
    );
  });
});
