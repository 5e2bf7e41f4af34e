import { describe, expect, it } from 'vitest';
import { actionsOf, globIncludes, matchesAction, matchesArn } from '../../src/prove/index.js';
import cases from '../cases/prove/match.json' with { type: 'json' };

type Row = [pattern: string, text: string, expected: boolean];

describe('matching', () => {
  it.each(cases.actions as Row[])('the action pattern %s against %s: %s', (pattern, action, expected) => {
    expect(matchesAction(pattern, action)).toBe(expected);
  });

  it.each(cases.arns as Row[])('the resource pattern %s against %s: %s', (pattern, arn, expected) => {
    expect(matchesArn(pattern, arn)).toBe(expected);
  });

  it.each(cases.globs as Row[])('%s includes %s: %s', (outer, inner, expected) => {
    expect(globIncludes(outer, inner)).toBe(expected);
  });

  it('lists the actions of a catalog in its spelling', () => {
    const record = (action: string) => ({ action });
    const services: { [prefix: string]: object } = {
      s3: {
        actions: {
          GetObject: record('s3:GetObject'),
          PutObject: record('s3:PutObject'),
          GetBucketAcl: record('s3:GetBucketAcl'),
        },
      },
      sqs: { actions: { GetQueueUrl: record('sqs:GetQueueUrl') } },
    };
    const catalog = { prefixes: () => ['s3', 'sqs'], service: (prefix: string) => services[prefix] as never };
    expect(actionsOf('s3:get*', catalog)).toEqual(['s3:GetBucketAcl', 's3:GetObject']);
    expect(actionsOf('s*:Get*', catalog)).toEqual(['s3:GetBucketAcl', 's3:GetObject', 'sqs:GetQueueUrl']);
    expect(actionsOf('ec2:*', catalog)).toEqual([]);
  });

  it('is not slowed down by patterns with many stars', () => {
    expect(matchesArn(`arn:aws:s3:::${'*a'.repeat(200)}b`, `arn:aws:s3:::${'a'.repeat(5000)}`)).toBe(false);
    expect(globIncludes(`${'*a'.repeat(12)}`, `*a${'?'.repeat(60)}`)).toBe(false);
  });
});
