import { describe, expect, it } from 'vitest';
import { CONVERTERS } from '../../src/catalog/convert/index.js';
import type { ConvertContext } from '../../src/catalog/convert/types.js';
import { toArgument } from './plain-argument.js';
import { plainText } from './plain-text.js';

const context: ConvertContext = {
  template: 'arn:${Partition}:x:${Region}:${Account}:thing/${Name}',
  prefix: 'dsql',
  type: 'Cluster',
  fields: {},
  resources: {},
  arnOfCfn: (type) => (type === 'AWS::DSQL::Cluster' ? 'arn:aws:x:::thing/y' : undefined),
};

const convert = (name: string, value: string) => {
  const argument = toArgument(value);
  const text = argument.kind === 'text' ? argument.text : [{ kind: 'unknown' as const, reason: 'not seen' }];
  return CONVERTERS[name]!(text, context).map((one) => plainText(one.whole ?? one.upTo ?? one.part ?? []));
};

describe('converters', () => {
  it.each([
    ['first-label', 'abc.dsql.us-east-1.on.aws', 'abc'],
    ['first-label', 'abc', 'abc'],
    ['first-label', '$env:HOST', '?'],
    ['first-label', '$env:ID+.dsql.us-east-1.on.aws', '${env:ID}'],
    ['first-label', '$ref:Db.Endpoint|AWS::DSQL::Cluster', '${Db.Arn}'],
    ['before-colon', 'site:5a1b', 'site'],
    ['before-colon', '$?', '?'],
    ['before-colon', '$env:PROJECT+:1', '${env:PROJECT}'],
    ['iam-path', '/', ''],
    ['iam-path', '/service-role/', 'service-role/'],
    ['iam-path', '$env:PATH_PREFIX', '${env:PATH_PREFIX}'],
    ['key-or-alias', 'alias/pin', '?'],
    ['key-or-alias', 'abc', 'abc'],
    ['alias-only', 'alias/pin', 'pin'],
    ['alias-only', 'abc', ''],
    ['lower-case', 'RDS', 'rds'],
    ['lower-case', '$env:SERVICE_TYPE', '${env:SERVICE_TYPE}'],
    ['id-or-name', 'ur8hx2f', 'ur8hx2f'],
    ['id-or-name', 'prod', '?'],
    ['id-or-name', '$env:APP', '${env:APP}'],
    ['waf-scope', 'REGIONAL', 'regional'],
    ['waf-scope', 'CLOUDFRONT', 'global'],
    ['waf-scope', '$env:SCOPE', '${env:SCOPE}'],
  ])('%s turns %s into %s', (name, value, expected) => {
    expect(convert(name, value)).toEqual([expected]);
  });
});
