import { describe, expect, it } from 'vitest';
import { ProjectFiles } from '../../../src/static/parse/project-files.js';
import { resolveModule } from '../../../src/static/parse/resolve.js';

/** Where a specifier leads in a table of files, `external`, or `missing <path>`. */
function target(files: { [file: string]: string }, specifier: string, from: string): string {
  const found = resolveModule(new ProjectFiles('/nowhere', files), specifier, from);
  return found.kind === 'file' ? found.file : found.kind === 'missing' ? `missing ${found.path}` : 'external';
}

describe('relative modules', () => {
  const files = {
    'a/index.ts': '',
    'a/b.ts': '',
    'a/c.js': '',
    'a/c.ts': '',
    'a/d/index.mjs': '',
    'a/e.json': '{}',
    'a/f.mts': '',
    'a/t.d.ts': '',
  };
  it.each([
    ['./b', 'a/index.ts', 'a/b.ts'],
    ['./b.js', 'a/index.ts', 'a/b.ts'],
    ['./c.js', 'a/index.ts', 'a/c.ts'],
    ['./c.js', 'a/d/index.mjs', 'missing a/d/c.js'],
    ['../c.js', 'a/d/index.mjs', 'a/c.js'],
    ['./d', 'a/index.ts', 'a/d/index.mjs'],
    ['./f.mjs', 'a/index.ts', 'a/f.mts'],
    ['./e.json', 'a/index.ts', 'a/e.json'],
    ['./e', 'a/index.ts', 'a/e.json'],
    ['.', 'a/b.ts', 'a/index.ts'],
    ['..', 'a/d/index.mjs', 'a/index.ts'],
    ['./t', 'a/index.ts', 'missing a/t'],
    ['../../outside', 'a/index.ts', 'missing ../outside'],
    ['lodash', 'a/index.ts', 'external'],
  ])('%s from %s is %s', (specifier, from, expected) => {
    expect(target(files, specifier, from)).toBe(expected);
  });
});

describe('tsconfig', () => {
  const files = {
    'tsconfig.base.json': '{ "compilerOptions": { "paths": { "@shared/*": ["libs/shared/src/*"] } } }',
    'apps/fn/tsconfig.json':
      '{ // comments are allowed\n "extends": "../../tsconfig.base.json", "compilerOptions": { "baseUrl": "src", }, }',
    'apps/fn/src/handler.ts': '',
    'apps/fn/src/services/db.ts': '',
    'libs/shared/src/log.ts': '',
    'apps/own/tsconfig.json': '{ "compilerOptions": { "paths": { "~/*": ["./lib/*"], "exact": ["./lib/one.ts"] } } }',
    'apps/own/lib/one.ts': '',
    'apps/own/main.ts': '',
    'loop/tsconfig.json': '{ "extends": "./tsconfig.json" }',
    'loop/main.ts': '',
  };
  it.each([
    ['services/db', 'apps/fn/src/handler.ts', 'apps/fn/src/services/db.ts'],
    ['@shared/log', 'apps/fn/src/handler.ts', 'libs/shared/src/log.ts'],
    ['@shared/log.js', 'apps/fn/src/handler.ts', 'libs/shared/src/log.ts'],
    ['~/one', 'apps/own/main.ts', 'apps/own/lib/one.ts'],
    ['exact', 'apps/own/main.ts', 'apps/own/lib/one.ts'],
    ['~/one', 'loop/main.ts', 'external'],
  ])('%s from %s is %s', (specifier, from, expected) => {
    expect(target(files, specifier, from)).toBe(expected);
  });
});

describe('packages of the project', () => {
  const files = {
    'package.json': '{ "workspaces": ["packages/*"] }',
    'packages/common/package.json': '{ "name": "@acme/common", "main": "dist/index.js" }',
    'packages/common/src/index.ts': '',
    'packages/common/src/deep/x.ts': '',
    'packages/exported/package.json':
      '{ "name": "exported", "exports": { ".": { "types": "./dist/main.d.ts", "import": "./dist/main.js" }, "./sub/*": "./dist/sub/*.js" } }',
    'packages/exported/src/main.ts': '',
    'packages/exported/src/sub/a.ts': '',
    'packages/fn/package.json':
      '{ "name": "fn", "imports": { "#db": "./src/db.ts", "#lib/*": { "default": "./dist/lib/*.js" } } }',
    'packages/fn/src/handler.ts': '',
    'packages/fn/src/db.ts': '',
    'packages/fn/src/lib/q.ts': '',
    'layers/base/nodejs/util.js': '',
  };
  it.each([
    ['@acme/common', 'packages/common/src/index.ts'],
    ['@acme/common/deep/x', 'packages/common/src/deep/x.ts'],
    ['exported', 'packages/exported/src/main.ts'],
    ['exported/sub/a', 'packages/exported/src/sub/a.ts'],
    ['#db', 'packages/fn/src/db.ts'],
    ['#lib/q', 'packages/fn/src/lib/q.ts'],
    ['/opt/nodejs/util', 'layers/base/nodejs/util.js'],
    ['/opt/nodejs/none', 'missing /opt/nodejs/none'],
    ['@acme/other', 'external'],
  ])('%s is %s', (specifier, expected) => {
    expect(target(files, specifier, 'packages/fn/src/handler.ts')).toBe(expected);
  });
});

describe('packages that a package.json names by their place', () => {
  const files = {
    'services/cart/package.json':
      '{ "dependencies": { "@shop/service-shared": "file:../../packages/shared", "lib": "link:../../libs/lib", "db": "npm:@shop/database@^1", "log": "workspace:@shop/logger@*", "gone": "file:../gone", "pack": "file:./pack.tgz" } }',
    'packages/shared/package.json':
      '{ "name": "@shop/shared", "exports": { ".": { "types": "./dist/esm/web.d.ts", "import": "./dist/esm/web.js", "require": "./dist/cjs/index.js" }, "./aws": "./dist/aws.js" } }',
    'packages/shared/src/index.js': '',
    'packages/shared/src/web.ts': '',
    'packages/shared/src/aws.js': '',
    'libs/lib/index.js': '',
    'packages/database/package.json': '{ "name": "@shop/database" }',
    'packages/database/index.ts': '',
    'packages/logger/package.json': '{ "name": "@shop/logger", "main": "src/logger.js" }',
    'packages/logger/src/logger.js': '',
  };
  it.each([
    ['@shop/service-shared', 'packages/shared/src/web.ts'],
    ['@shop/service-shared/aws', 'packages/shared/src/aws.js'],
    ['lib', 'libs/lib/index.js'],
    ['db', 'packages/database/index.ts'],
    ['log', 'packages/logger/src/logger.js'],
    ['gone', 'external'],
    ['pack', 'external'],
  ])('%s is %s', (specifier, expected) => {
    expect(target(files, specifier, 'services/cart/src/app.js')).toBe(expected);
  });
  it('are found by their other name only below that package.json', () => {
    expect(target(files, '@shop/service-shared', 'services/other/app.js')).toBe('external');
  });
  it('may give require another file', () => {
    const found = resolveModule(
      new ProjectFiles('/nowhere', files),
      '@shop/service-shared',
      'services/cart/src/app.js',
      'require',
    );
    expect(found).toEqual({ kind: 'file', file: 'packages/shared/src/index.js' });
  });
});

describe('JavaScript beside TypeScript of the same name', () => {
  const files = {
    'a/app.js': '',
    'a/app.ts': '',
    'a/r/index.js': '',
    'a/r/index.ts': '',
    'a/one.js': '',
    'a/one.ts': '',
  };
  it.each([
    ['./one', 'a/app.js', 'a/one.js'],
    ['./one', 'a/app.ts', 'a/one.ts'],
    ['./r', 'a/app.js', 'a/r/index.js'],
    ['./r', 'a/app.ts', 'a/r/index.ts'],
  ])('%s from %s is %s', (specifier, from, expected) => {
    expect(target(files, specifier, from)).toBe(expected);
  });
});
