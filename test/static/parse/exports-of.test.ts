import { describe, expect, it } from 'vitest';
import { exportsOf } from '../../../src/static/parse/exports-of.js';
import { objectOf } from '../../../src/static/parse/object-of.js';

const CASES: { name: string; text: string; file?: string; names: string[] }[] = [
  {
    name: 'const, function, class',
    text: 'export const a = 1, b = 2; export function f() {} export class C {}',
    names: ['a', 'b', 'f', 'C'],
  },
  { name: 'destructured', text: 'export const { a, b: [c] } = x;', names: ['a', 'c'] },
  { name: 'list with renaming', text: 'const x = 1; export { x as handler };', names: ['handler'] },
  {
    name: 're-exports',
    text: "export { handler } from './x'; export * as ns from './y'; export * from './z';",
    names: ['handler', 'ns', '*'],
  },
  { name: 'default', text: 'export default { handler() {} }', names: ['default', 'default.handler'] },
  {
    name: 'types are no exports',
    file: 'a.ts',
    text: "export type T = 1; export interface I {} export type { U } from './u'; export declare const d: 1;",
    names: [],
  },
  { name: 'CommonJS members', text: "exports.a = 1; module.exports.b = 2; exports['c'] = 3;", names: ['a', 'b', 'c'] },
  { name: 'CommonJS object', text: 'module.exports = { handler, b() {}, ...rest };', names: ['handler', 'b', '*'] },
  { name: 'chained', text: 'exports.handler = exports.main = async () => {};', names: ['handler', 'main'] },
  {
    name: 'defineProperty',
    text: 'Object.defineProperty(exports, "__esModule", {}); Object.defineProperty(exports, "handler", { get() {} });',
    names: ['handler'],
  },
  {
    name: 'esbuild output',
    text: 'var x = {}; __export(x, { handler: () => handler }); module.exports = __toCommonJS(x); 0 && (module.exports = { handler });',
    names: ['handler', '*'],
  },
  {
    name: 'names in strings and comments are none',
    text: '// exports.a = 1\nconst s = "export const b = 1";',
    names: [],
  },
];

describe('exportsOf', () => {
  it.each(CASES)('$name', ({ text, file, names }) => expect([...exportsOf(file ?? 'a.js', text)]).toEqual(names));
});

describe('objectOf', () => {
  it('reads literals, constants, spreads and template literals, and leaves the rest undefined', () => {
    const text = `const stage = 'dev'; const base = { a: 1 };
      const config: AWS = { service: \`orders-\${stage}\`, ...base, list: ['x', ...['y']], when: new Date(), nested: { ok: true, no: null } };
      export default config;`;
    expect(objectOf('serverless.ts', text)).toEqual({
      service: 'orders-dev',
      a: 1,
      list: ['x', 'y'],
      when: undefined,
      nested: { ok: true, no: null },
    });
  });

  it('reads module.exports and survives a constant that names itself', () => {
    expect(objectOf('serverless.js', "module.exports = { service: 's' }")).toEqual({ service: 's' });
    expect(objectOf('serverless.js', 'const a = a; module.exports = { a }')).toEqual({ a: undefined });
  });

  it('never lets __proto__ touch a prototype', () => {
    const value = objectOf('serverless.js', 'module.exports = { ["__proto__"]: { polluted: true } }') as {
      polluted?: boolean;
    };
    expect(({} as { polluted?: boolean }).polluted).toBe(undefined);
    expect(value.polluted).toBe(undefined);
  });
});
