import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { show } from './describe.js';
import { folderOf, read } from './read.js';

interface Case {
  name: string;
  yaml: string;
  text: string;
  finding?: string;
}

const cases: Case[] = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../cases/project/intrinsics.json'), 'utf8'),
);

const template = (expression: string) => `Transform: AWS::Serverless-2016-10-31
Metadata: { shared: &shared anchored }
Parameters: { Stage: { Type: String, Default: dev } }
Mappings: { Models: { dev: { Id: small }, prod: { Id: large } } }
Resources:
  Orders: { Type: AWS::DynamoDB::Table }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Environment:
        Variables:
          VALUE:
            ${expression}
`;

describe('intrinsic functions', () => {
  it.each(cases)('$name', async ({ yaml, text, finding }) => {
    const folder = folderOf({ 'template.yaml': template(yaml), 'index.js': 'exports.handler = async () => {};' });
    const project = await read(folder);
    expect(show(project.functions[0]!.environment['VALUE']!)).toBe(text);
    const told = project.findings.filter(({ ruleId }) => ruleId === 'IT306' || ruleId === 'IT310');
    expect(told.map(({ ruleId, location }) => [ruleId, location?.line])).toEqual(finding ? [[finding, 15]] : []);
  });

  it('leaves a variable out whose value is NoValue', async () => {
    const folder = folderOf({
      'template.yaml': template("!Ref 'AWS::NoValue'"),
      'index.js': 'exports.handler = async () => {};',
    });
    expect((await read(folder)).functions[0]!.environment).toEqual({});
  });
});
