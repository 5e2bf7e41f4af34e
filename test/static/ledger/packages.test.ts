import { describe, expect, it } from 'vitest';
import { trace } from '../trace-helper.js';

/** Bucket and package of every entry about an import. */
const entries = (files: { [file: string]: string }): string[] =>
  trace(files).ledger.map(({ bucket, reason }) => `${bucket} ${/package (\S+?):? /.exec(reason)?.[1]}`);

const importing = (...specifiers: string[]): string =>
  `${specifiers.map((one, index) => `import * as p${index} from '${one}';`).join('\n')}
export const handler = () => [${specifiers.map((_, index) => `p${index}`).join()}];`;

describe('packages that nothing explains', () => {
  const manifest = JSON.stringify({
    dependencies: { a: '1' },
    devDependencies: { b: '1' },
    peerDependencies: { c: '1' },
    optionalDependencies: { d: '1' },
  });

  it('reports a package that is neither installed nor declared, once for each import', () => {
    expect(
      entries({
        'fn/index.ts': `${importing('a', 'b', 'c/deep', 'd', 'installed', 'locked', 'in-layer', '@mapped/x', 'node:fs', 'path', 'fs/promises', '@acme/orders', '@acme/orders/deep')}
import type { T } from 'typed'; import { type U } from 'typed-too'; import { V } from 'elided'; export const v = (x: V) => x;`,
        'package.json': manifest,
        'fn/tsconfig.json': '{ "compilerOptions": { "paths": { "@mapped/*": ["./src/*"] } } }',
        'fn/src/x.ts': 'export const x = 1;',
        'node_modules/installed/package.json': '{}',
        'package-lock.json': '{ "packages": { "node_modules/locked": {} } }',
        'layers/common/nodejs/package.json': '{ "dependencies": { "in-layer": "1" } }',
      }),
    ).toEqual(['unresolved-module @acme/orders', 'unresolved-module @acme/orders']);
  });

  it('says nothing where no package.json declares anything', () => {
    expect(entries({ 'index.ts': importing('@acme/orders', 'uuid', '@acme/s3-files') })).toEqual([
      'opaque-package @acme/s3-files',
    ]);
  });

  it('says nothing of files and requires the handler does not reach', () => {
    expect(
      entries({
        'index.js': `exports.handler = () => 1; exports.other = () => require('@acme/orders');`,
        'other.js': `require('@acme/orders');`,
        'package.json': manifest,
      }),
    ).toEqual([]);
  });
});

describe('packages whose name suggests AWS', () => {
  const names = ['next-s3-upload', '@acme/lambda-invoke', '@acme/dynamo', 'aws-thing', 'my-secretsmanager'];
  const harmless = [
    'aws-lambda',
    '@types/aws-lambda',
    'aws-cdk-lib/core',
    'constructs',
    'aws-jwt-verify',
    '@aws-crypto/sha256-js',
    'lambda-log',
    'aws-serverless-express',
    'aws-embedded-metrics',
    'awsome',
    's3rver',
    'dynamodb-data-types',
  ];

  it('reports them, and none of the harmless ones', () => {
    const dependencies = Object.fromEntries([...names, ...harmless].map((one) => [one, '1']));
    expect(
      entries({ 'index.ts': importing(...names, ...harmless), 'package.json': JSON.stringify({ dependencies }) }),
    ).toEqual(names.map((one) => `opaque-package ${one}`));
  });
});

describe('packages that require an AWS SDK', () => {
  const optional = {
    peerDependencies: { 'aws-sdk': '2' },
    peerDependenciesMeta: { 'aws-sdk': { optional: true } },
  };

  it('takes required peers, not optional ones', () => {
    expect(
      entries({
        'index.ts': importing(
          'optional',
          'required',
          'locked-optional',
          'pnpm-optional',
          'pnpm-required',
          'berry-optional',
        ),
        'package.json': JSON.stringify({
          dependencies: { 'pnpm-optional': '1', 'pnpm-required': '1', 'berry-optional': '1' },
        }),
        'node_modules/optional/package.json': JSON.stringify(optional),
        'node_modules/required/package.json': JSON.stringify({ peerDependencies: optional.peerDependencies }),
        'package-lock.json': JSON.stringify({ packages: { 'node_modules/locked-optional': optional } }),
        'pnpm-lock.yaml': `packages:

  pnpm-optional@1.0.0:
    resolution: {integrity: x}
    peerDependencies:
      '@aws-sdk/client-s3': ^3
      uuid: '*'
    peerDependenciesMeta:
      '@aws-sdk/client-s3':
        optional: true

  pnpm-required@1.0.0:
    peerDependencies:
      '@aws-sdk/client-s3': ^3

snapshots:

  pnpm-optional@1.0.0(@aws-sdk/client-s3@3.1.0):
    optionalDependencies:
      '@aws-sdk/client-s3': 3.1.0
`,
        'yarn.lock': `"berry-optional@npm:^1.0.0":
  version: 1.0.0
  peerDependencies:
    "@aws-sdk/client-s3": "*"
  peerDependenciesMeta:
    "@aws-sdk/client-s3":
      optional: true
  checksum: x
`,
      }),
    ).toEqual(['opaque-package required', 'opaque-package pnpm-required']);
  });
});
