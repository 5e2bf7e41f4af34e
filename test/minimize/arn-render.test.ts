import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ArnContext } from '../../src/model/arn.js';
import { arnCovers } from '../../src/model/arn-covers.js';
import { escapeLiteral, escapeLiterals, renderArn } from '../../src/model/arn-render.js';
import { literal } from '../../src/model/text.js';
import { REPOSITORY } from '../e2e/run-cli.js';
import { textOf } from './permission.js';

interface ArnCase {
  text: string;
  context: ArnContext;
  arn: string;
}

const CASES = JSON.parse(readFileSync(join(REPOSITORY, 'test/cases/minimize/arns.json'), 'utf8')) as ArnCase[];

describe('renderArn', () => {
  it.each(CASES)('$text in $context is $arn', ({ text, context, arn }) => {
    expect(renderArn(textOf(text), context)).toBe(arn);
  });

  it('reads back what it printed', () => {
    for (const { arn } of CASES) expect(renderArn(literal(arn))).toBe(arn);
  });

  it('takes the deployed value of an environment variable, not what the code falls back to', () => {
    const part = { kind: 'env', name: 'QUEUE', value: textOf('${Jobs.Arn}'), fallback: literal('jobs') } as const;
    expect(renderArn([part])).toBe('${Jobs.Arn}');
    expect(renderArn([{ kind: 'env', name: 'QUEUE', fallback: literal('jobs') }])).toBe('${env:QUEUE}');
  });
});

describe('escapeLiterals', () => {
  it.each([
    ['a*b', 'a${*}b'],
    ['what?', 'what${?}'],
    ['${user}', '${$}{user}'],
    ['$5', '$5'],
  ])('%s → %s', (from, to) => expect(escapeLiteral(from)).toBe(to));

  it('leaves unknown parts to be wildcards', () => {
    const key = escapeLiterals([
      { kind: 'literal', text: 'a*/' },
      { kind: 'unknown', reason: 'event' },
    ]);
    expect(renderArn([{ kind: 'literal', text: 'arn:aws:s3:::uploads/' }, ...key])).toBe(
      'arn:aws:s3:::uploads/a${*}/*',
    );
  });
});

describe('arnCovers', () => {
  it.each([
    ['*', '${Orders.Arn}', true],
    ['arn:aws:s3:::a/*', 'arn:aws:s3:::a/b/c', true],
    ['arn:aws:s3:::a/*', 'arn:aws:s3:::a', false],
    ['arn:aws:s3:::a/*', 'arn:aws:s3:::a/*', true],
    ['arn:aws:s3:::a/*c', 'arn:aws:s3:::a/*', false],
    ['arn:aws:s3:::a/*', 'arn:aws:s3:::a/*c', true],
    ['arn:aws:sqs:*:1:jobs', 'arn:aws:sqs:eu-west-1:1:jobs', true],
    ['arn:aws:sqs:eu-west-1:1:jobs', 'arn:aws:sqs:*:1:jobs', false],
    ['arn:aws:sqs:eu-*:jobs', 'arn:aws:sqs:eu-west-1:1:jobs', false],
    ['${Orders.Arn}*', '${Orders.Arn}/index/by-date', true],
    ['${Orders.Arn}', '${Orders.Arn}/index/by-date', false],
    ['arn:aws:s3:::${env:A}/*', 'arn:aws:s3:::${env:A}/x', true],
    ['arn:aws:s3:::${env:A}/*', 'arn:aws:s3:::${env:B}/x', false],
    ['arn:aws:s3:::??????', 'arn:aws:s3:::${env:A}', false],
    ['arn:aws:s3:::a${*}', 'arn:aws:s3:::ab', false],
    ['arn:aws:s3:::a?', 'arn:aws:s3:::a${*}', true],
    ['arn:aws:s3:::a?', 'arn:aws:s3:::a*', false],
  ])('%s covers %s: %s', (wide, narrow, expected) => expect(arnCovers(wide, narrow)).toBe(expected));
});
