import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { editTemplate } from '../../src/propose/index.js';
import type { Fragments } from '../../src/propose/types.js';

const statement = {
  Sid: 'ReadOrders',
  Effect: 'Allow',
  Action: ['dynamodb:GetItem'],
  Resource: [{ 'Fn::GetAtt': ['Orders', 'Arn'] }],
};
const document = { Version: '2012-10-17', Statement: [statement] };
const block = `Version: '2012-10-17'
Statement:
  - Sid: ReadOrders
    Effect: Allow
    Action:
      - dynamodb:GetItem
    Resource:
      - !GetAtt Orders.Arn
`;
const item = (text: string) =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`))
    .join('\n')
    .concat('\n');

const FRAGMENTS: Fragments = {
  documents: { block: item(block), data: [document] },
  named: {
    block: item(`PolicyName: F-policy\nPolicyDocument:\n${block.replace(/^(?=.)/gm, '  ')}`),
    data: [{ PolicyName: 'F-policy', PolicyDocument: document }],
  },
  document: { block, data: document },
  statements: { block: '', data: [] },
  apart: [],
};
const NOTHING: Fragments = { ...FRAGMENTS, documents: { block: '[]\n', data: [] }, named: { block: '[]\n', data: [] } };

const edit = (text: string, way: 'sam' | 'role', fragments = FRAGMENTS, functionId = 'F') =>
  editTemplate('template.yaml', text, [{ way, target: { functionId, role: 'R', fragments } }]);

const NEW = (pad: number) => item(block).replace(/^(?=.)/gm, ' '.repeat(pad));

const HEAD = `# Orders
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.handler  # entry
`;
const TAIL = `      Timeout: 3

  # the table
  Orders: {Type: AWS::DynamoDB::Table}
`;

describe('SAM: the edit replaces the policies and nothing else', () => {
  it.each([
    [
      'policy templates and managed policies',
      '      Policies:\n        - S3ReadPolicy:\n            BucketName: !Ref B\n        - AmazonS3FullAccess\n',
      `      Policies:\n${NEW(8)}`,
    ],
    ['items at the column of the key', '      Policies:\n      - AmazonS3FullAccess\n', `      Policies:\n${NEW(6)}`],
    ['one name', '      Policies: AmazonS3FullAccess\n', `      Policies:\n${NEW(8)}`],
    ['one name with a comment', '      Policies: AmazonS3FullAccess  # one\n', `      Policies:  # one\n${NEW(8)}`],
    ['a flow list', '      Policies: [AmazonS3FullAccess, "Other"]   # two\n', `      Policies:   # two\n${NEW(8)}`],
    [
      'a flow list over lines',
      '      Policies: [\n        AmazonS3FullAccess, # a\n        Other ]\n',
      `      Policies:\n        # a\n${NEW(8)}`,
    ],
    [
      'comments inside',
      '      Policies: # today\n        # first\n        - S3ReadPolicy: # why\n            BucketName: !Ref B # b\n        # iam-tighten: keep s3:PutObject — nightly\n        - Other\n        # at the end\n',
      `      Policies: # today\n        # first\n        # why\n        # b\n        # iam-tighten: keep s3:PutObject — nightly\n${NEW(8)}        # at the end\n`,
    ],
    [
      'a text that looks like a comment',
      '      Policies:\n        - Statement: [{Effect: Allow, Action: "s3:# no", Resource: "*"}]\n',
      `      Policies:\n${NEW(8)}`,
    ],
    [
      'an inline document',
      '      Policies:\n        - Version: "2012-10-17"\n          Statement:\n            - Effect: Allow\n              Action: "*"\n              Resource: "*"\n',
      `      Policies:\n${NEW(8)}`,
    ],
    ['an alias', '      Policies: *shared\n', `      Policies:\n${NEW(8)}`],
    ['no value', '      Policies:\n', `      Policies:\n${NEW(8)}`],
  ])('%s', (_, before, after) => {
    const anchors = before.includes('*shared') ? 'X: &shared [AmazonS3FullAccess]\n' : '';
    const { text, refused } = edit(anchors + HEAD + before + TAIL, 'sam');
    expect(refused).toEqual([]);
    expect(text).toBe(anchors + HEAD + after + TAIL);
    expect(parseDocument(text).errors).toEqual([]);
    expect(edit(text, 'sam').text).toBe(text);
  });

  it('adds policies where there were none', () => {
    const { text } = edit(HEAD + TAIL, 'sam');
    expect(text).toBe(HEAD + TAIL.replace('Timeout: 3\n', `Timeout: 3\n      Policies:\n${NEW(8)}`));
    expect(edit(text, 'sam').text).toBe(text);
  });

  it('a function that needs nothing', () => {
    expect(edit(`${HEAD}      Policies: AmazonS3FullAccess # x\n${TAIL}`, 'sam', NOTHING).text).toBe(
      `${HEAD}      Policies: [] # x\n${TAIL}`,
    );
    expect(edit(HEAD + TAIL, 'sam', NOTHING).text).toBe(HEAD + TAIL);
    const block = `${HEAD}      Policies: # p\n        # a\n        - X # x\n        - Y\n${TAIL}`;
    const { text } = edit(block, 'sam', NOTHING);
    expect(text).toBe(`${HEAD}      Policies: [] # p\n        # a\n        # x\n${TAIL}`);
    expect(parseDocument(text).errors).toEqual([]);
    expect(edit(text, 'sam', NOTHING).text).toBe(text);
    expect(edit(text, 'sam').text).toBe(`${HEAD}      Policies: # p\n${NEW(8)}        # a\n        # x\n${TAIL}`);
  });

  it('keeps CRLF', () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    const before = crlf(`${HEAD}      Policies:\n        - S3ReadPolicy:  # why\n            BucketName: x\n${TAIL}`);
    const { text } = edit(before, 'sam');
    expect(text).toBe(crlf(`${HEAD}      Policies:\n        # why\n${NEW(8)}${TAIL}`));
    expect(edit(text, 'sam').text).toBe(text);
  });

  it('the end of the file without a line end', () => {
    const before = `${HEAD}      Policies: AmazonS3FullAccess`;
    expect(edit(before, 'sam').text).toBe(`${HEAD}      Policies:\n${NEW(8)}`.replace(/\n$/, ''));
    expect(edit(HEAD.trimEnd(), 'sam').text).toBe(`${HEAD}      Policies:\n${NEW(8)}`.replace(/\n$/, ''));
  });

  it('flow style stays flow style', () => {
    const { text } = edit(
      'Resources: {F: {Type: AWS::Serverless::Function, Properties: {Handler: a.b, Policies: [X]}}} # x\n',
      'sam',
    );
    expect(text).toBe(
      `Resources: {F: {Type: AWS::Serverless::Function, Properties: {Handler: a.b, Policies: ${JSON.stringify([document])}}}} # x\n`,
    );
  });

  it('JSON templates keep their indentation', () => {
    const template = (policies: unknown) =>
      `${JSON.stringify({ Resources: { F: { Type: 'AWS::Serverless::Function', Properties: { Handler: 'a.b', ...(policies !== undefined && { Policies: policies }) } } } }, null, 4)}\n`;
    expect(edit(template(['X']), 'sam').text).toBe(template([document]));
    expect(edit(template(undefined), 'sam').text).toBe(template([document]));
    expect(edit(template([document]), 'sam').text).toBe(template([document]));
  });

  it.each([
    [
      'an anchor used elsewhere',
      `${HEAD}      Policies: &all\n        - X\n${TAIL}\nOther: *all\n`,
      'its policies carry the anchor &all, which is used elsewhere',
    ],
    [
      'a merge key',
      'X: &p {Policies: [A]}\nResources:\n  F:\n    Properties:\n      <<: *p\n      Handler: a.b\n',
      'its properties are merged from an anchor',
    ],
    [
      'properties behind an alias',
      'X: &p {Handler: a.b}\nResources:\n  F:\n    Properties: *p\n',
      'its properties are not written in the template itself (an include, a loop or an alias)',
    ],
    [
      'no such function',
      'Resources: {}\n',
      'its properties are not written in the template itself (an include, a loop or an alias)',
    ],
  ])('refuses %s and leaves the file alone', (_, text, reason) => {
    const out = edit(text, 'sam');
    expect({ text: out.text, refused: out.refused.map(({ reason }) => reason) }).toEqual({ text, refused: [reason] });
  });
});

describe('resources beside the role', () => {
  const apart = [
    { id: 'FApartPolicy', value: { block: 'Type: AWS::IAM::Policy\n', data: { Type: 'AWS::IAM::Policy' } } },
  ];
  const before = `${HEAD}      Policies: [X]\n${TAIL}`;

  it('stand after the function, in the style of the file', () => {
    const { text } = edit(before, 'sam', { ...FRAGMENTS, apart });
    expect(text).toBe(
      `${HEAD}      Policies:\n${NEW(8)}${TAIL.replace('Timeout: 3\n', 'Timeout: 3\n\n  FApartPolicy:\n    Type: AWS::IAM::Policy\n')}`,
    );
    expect(edit(text, 'sam', { ...FRAGMENTS, apart }).text).toBe(text);
    expect(edit(text, 'sam').text).toBe(
      `${HEAD}      Policies:\n${NEW(8)}${TAIL.replace('Timeout: 3\n', 'Timeout: 3\n\n')}`,
    );
  });
});

describe('CloudFormation roles', () => {
  const NAMED = FRAGMENTS.named.block.replace(/^(?=.)/gm, '        ');
  const role = (rest: string) =>
    `Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: {}\n${rest}`;
  const policy = (roles: string, body: string) =>
    `  P:\n    Type: AWS::IAM::Policy\n    Properties:\n      PolicyName: p\n      Roles: ${roles}\n      PolicyDocument:\n${body}`;
  const NEW_DOCUMENT = block.replace(/^(?=.)/gm, '        ');

  it.each([
    [
      'its own policies',
      role('      Policies: # mine\n        - PolicyName: a\n          PolicyDocument: {}\n      Path: /\n'),
      role(`      Policies: # mine\n${NAMED}      Path: /\n`),
    ],
    [
      'managed policies become statements in one hunk',
      role('      ManagedPolicyArns: # today\n        - arn:aws:iam::aws:policy/AmazonS3FullAccess\n      Path: /\n'),
      role(`      # today\n      Policies:\n${NAMED}      Path: /\n`),
    ],
    [
      'both',
      role('      ManagedPolicyArns: [a]\n      Policies: [{PolicyName: a}]\n'),
      role(`      Policies:\n${NAMED}`),
    ],
    ['neither', role('      Path: /\n'), role(`      Path: /\n      Policies:\n${NAMED}`)],
    [
      'a policy resource',
      role('') + policy('[!Ref R]', '        Version: x\n'),
      role('') + policy('[!Ref R]', NEW_DOCUMENT),
    ],
    [
      'a policy resource and managed policies',
      role('      ManagedPolicyArns: [a]\n') + policy('[{Ref: R}]', '        Version: x\n'),
      role('') + policy('[{Ref: R}]', NEW_DOCUMENT),
    ],
  ])('%s', (_, before, after) => {
    const { text, refused } = edit(before, 'role');
    expect(refused).toEqual([]);
    expect(text).toBe(after);
    expect(parseDocument(text).errors).toEqual([]);
    expect(edit(text, 'role').text).toBe(text);
  });

  it.each([
    [
      'two policy resources',
      role('') + policy('[!Ref R]', '        {}\n') + policy('[!Ref R]', '        {}\n').replace('  P:', '  Q:'),
      '2 policy resources are attached to its role',
    ],
    [
      'a policy resource of several roles',
      role('') + policy('[!Ref R, !Ref S]', '        {}\n'),
      'its policy resource is attached to several roles',
    ],
  ])('refuses %s', (_, text, reason) => {
    const out = edit(text, 'role');
    expect({ text: out.text, refused: out.refused.map(({ reason }) => reason) }).toEqual({ text, refused: [reason] });
  });
});
