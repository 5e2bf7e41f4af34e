import { describe, expect, it } from 'vitest';
import { moduleValue } from '../../src/static/index.js';
import { folderOf } from '../project/read.js';

const exported = (files: { [file: string]: string }, file: string): unknown =>
  moduleValue(file, files[file]!, folderOf(files));

describe('moduleValue', () => {
  it('follows imports, calls, the working folder and the environment', () => {
    const files = {
      'apps/shop/serverless.ts': `import { pathOf } from './lib/path';
import shared from '../../shared.json';
const stage = process.env.STAGE || 'dev';
export default { stage, open: process.env.OPEN, shared: shared.shared, handler: pathOf(__dirname), when: new Date(), list: ['a', 'b'].map((x) => x + '!') };
`,
      'apps/shop/lib/path.ts':
        'export const pathOf = (folder: string) => folder.split(process.cwd())[1].concat("/src/run").substring(1);\n',
      'shared.json': '{ "shared": true }',
    };
    expect(exported(files, 'apps/shop/serverless.ts')).toEqual({
      stage: "${env:STAGE, 'dev'}",
      open: '${env:OPEN}',
      shared: true,
      handler: 'src/run',
      list: ['a!', 'b!'],
      when: undefined,
    });
  });

  it('calls what is exported as a function, and functions among its members', () => {
    const files = { 'x.js': 'module.exports = async ({ options }) => ({ a: 1, b: options.b });\n' };
    expect(exported(files, 'x.js')).toEqual({ a: 1, b: undefined });
    expect(exported({ 'y.js': 'module.exports.topic = () => "alerts";\n' }, 'y.js')).toEqual({ topic: 'alerts' });
  });

  it('survives values that hold themselves and programs that never end', () => {
    const own = "const a = { name: 'a' }; a.self = a; module.exports = a;\n";
    expect(exported({ 'a.js': own }, 'a.js')).toEqual({ name: 'a', self: undefined });
    const endless = "const f = () => f(); f(); module.exports = { service: 's' };\n";
    expect(exported({ 'b.js': endless }, 'b.js')).toEqual({ service: 's' });
  });
});
