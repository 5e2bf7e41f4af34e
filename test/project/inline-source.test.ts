import { describe, expect, it } from 'vitest';
import { literal, type Text } from '../../src/model/text.js';
import { inlineSource } from '../../src/project/cloudformation/inline-source.js';

const ORDERS: Text = [{ kind: 'reference', target: 'Orders', targetKind: 'resource' }];

describe('inline code with substitutions', () => {
  it.each([
    ["f('", "')", "f(('' + process.env.DEPLOYED_1 + ''))"],
    ['f("a-', '-b", 1)', 'f(("a-" + process.env.DEPLOYED_1 + "-b"), 1)'],
    ['f(`a-', '-b`)', 'f(`a-${process.env.DEPLOYED_1}-b`)'],
    ['x = ', ';', 'x = process.env.DEPLOYED_1;'],
    ["// it's\nf('", "')", "// it's\nf(('' + process.env.DEPLOYED_1 + ''))"],
    ["/* it's */ f('", "')", "/* it's */ f(('' + process.env.DEPLOYED_1 + ''))"],
    ["f('a\\'", "')", "f(('a\\'' + process.env.DEPLOYED_1 + ''))"],
    ["o = { '", "': 1 }", "o = { 'deployed-value': 1 }"],
    ["o = a ? '", "' : 1", "o = a ? ('' + process.env.DEPLOYED_1 + '') : 1"],
  ])('%s…%s', (before, after, expected) => {
    const { text, environment } = inlineSource([...literal(before), ...ORDERS, ...literal(after)]);
    expect({ text, environment }).toEqual({ text: expected, environment: { DEPLOYED_1: ORDERS } });
  });

  it('leaves code without substitutions as it is', () => {
    const code = 'const a = "x"; // y\nexports.handler = async () => /["\']/.test(a);\nf(\'b\');\n';
    expect(inlineSource(literal(code))).toEqual({ text: code, environment: {} });
  });
});
