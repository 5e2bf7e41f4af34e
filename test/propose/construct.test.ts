import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import { analyzeProject } from '../../src/cli/analyze-project.js';
import { findConstruct } from '../../src/cli/find-construct.js';
import { changesOf } from '../../src/cli/template-changes.js';
import { textOf } from '../../src/findings/index.js';
import { proposeRoles } from '../../src/proposals.js';
import { REPOSITORY } from '../e2e/run-cli.js';

const TEMPLATE = 'cdk.out/Shop.template.json';
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cdk-'));
  cpSync(join(REPOSITORY, 'test/fixtures/project/cdk'), root, { recursive: true });
  mkdirSync(join(root, 'lib'));
});
afterEach(() => rmSync(root, { recursive: true }));

const app = (text: string, file = 'lib/shop.ts') => writeFileSync(join(root, file), text);
const trace = (...frames: string[]) => {
  const file = join(root, 'cdk.out/manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  const entry = { type: 'aws:cdk:logicalId', data: 'Fn1D', trace: frames };
  manifest.artifacts.Shop.metadata = { '/Shop/Fn/Resource': [{ type: 'aws:cdk:other', data: 'Fn1D' }, entry] };
  writeFileSync(file, JSON.stringify(manifest));
};

describe('findConstruct', () => {
  it('takes the first line of the stack trace that is the app', () => {
    app('x');
    trace(
      `new Function2 (${root}/node_modules/aws-cdk-lib/aws-lambda/lib/function.js:1:99)`,
      `new Shop (${root}/lib/shop.ts:12:5)`,
      'Module._compile (node:internal/modules/cjs/loader:1554:14)',
    );
    expect(findConstruct(root, TEMPLATE, 'Fn1D')).toEqual({
      path: 'Shop/Fn',
      at: { file: 'lib/shop.ts', line: 12, column: 5 },
    });
  });

  it('does not believe a trace that leads out of the project', () => {
    trace('new Shop (/etc/passwd:1:1)');
    expect(findConstruct(root, TEMPLATE, 'Fn1D')).toEqual({ path: 'Shop/Fn' });
  });

  it('finds the one place that makes it, and none when two could be meant', () => {
    app("class Shop {\n  constructor() {\n    const f = new lambda.Function(\n      this,\n      'Fn', {});\n  }\n}\n");
    expect(findConstruct(root, TEMPLATE, 'Fn1D')?.at).toEqual({ file: 'lib/shop.ts', line: 3, column: 15 });
    app("new NodejsFunction(scope, 'Fn', {});", 'lib/other.ts');
    expect(findConstruct(root, TEMPLATE, 'Fn1D')).toEqual({ path: 'Shop/Fn' });
  });

  it('knows nothing of resources without a path', () => {
    expect(findConstruct(root, TEMPLATE, 'FnRole9B')).toBeUndefined();
    expect(findConstruct(root, TEMPLATE, '__proto__')).toBeUndefined();
  });
});

it('propose names the construct and its line, and edits nothing', async () => {
  app("new NodejsFunction(this, 'Fn', {});");
  const { analysis } = await analyzeProject(root, {});
  const { changes, findings } = changesOf(proposeRoles(analysis, openCatalog(), '1'), analysis.project.root, {});
  expect(changes).toEqual([]);
  expect(findings.map(textOf)).toEqual([
    'The policy of Fn1D is made by code, the construct Shop/Fn at lib/shop.ts:1; nothing was edited.',
  ]);
});
