import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import { describePermissions } from './describe.js';
import { folderOf, read } from './read.js';

interface Case {
  name: string;
  properties?: string;
  events?: string;
  resources?: string;
  /** Defaults to those of a function whose name the stack makes. */
  logs?: string[];
  needs: string[];
}

const cases: Case[] = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../cases/project/platform.json'), 'utf8'),
);

const LOGS = [
  'logs:CreateLogGroup on arn:aws:logs:*:*:log-group:/aws/lambda/${Fn}:*',
  'logs:CreateLogStream on arn:aws:logs:*:*:log-group:/aws/lambda/${Fn}:*',
  'logs:PutLogEvents on arn:aws:logs:*:*:log-group:/aws/lambda/${Fn}:*',
];

const template = ({ properties, events, resources }: Case) => `Transform: AWS::Serverless-2016-10-31
Parameters: { P: { Type: String } }
Globals: { Function: { Runtime: nodejs22.x, Handler: index.handler } }
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: ${properties ?? `{ Events: { ${events ?? ''} } }`}
  ${resources ?? ''}
`;

describe('permissions of the platform', () => {
  it.each(cases)('$name', async (example) => {
    const folder = folderOf({ 'template.yaml': template(example), 'index.js': 'exports.handler = async () => {};' });
    const fn = (await read(folder)).functions.find(({ id }) => id === 'Fn')!;
    const needs = describePermissions(fn).map((line) =>
      line
        .replace(/^needs /, '')
        .replace(/ :\d+ proven$/, '')
        .replace(/ :\d+ likely$/, ' (likely)'),
    );
    expect(needs.sort()).toEqual([...(example.logs ?? LOGS), ...example.needs].sort());
  });

  it('names only actions the catalog knows', async () => {
    const catalog = openCatalog();
    const actions = new Set(
      cases.flatMap(({ needs, logs }) => [...needs, ...(logs ?? [])]).map((line) => line.split(' ')[0]!),
    );
    expect([...actions].filter((action) => !catalog.action(action))).toEqual([]);
  });
});
