import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../../src/project/terraform/parse-expression.js';
import type { Expression, Step } from '../../../src/project/terraform/syntax.js';

/** A tree in one line, operators in prefix form. */
function show(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return JSON.stringify(expression.value);
    case 'template':
      return `template(${expression.parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : show(part))).join(' ')})`;
    case 'list':
      return `[${expression.items.map(show).join(' ')}]`;
    case 'object':
      return `{${expression.entries.map(([key, value]) => `${show(key)}=${show(value)}`).join(' ')}}`;
    case 'for': {
      const key = expression.key ? `${show(expression.key)} => ` : '';
      const test = expression.test ? ` if ${show(expression.test)}` : '';
      return `for(${expression.names.join(',')} in ${show(expression.over)}: ${key}${show(expression.value)}${test})`;
    }
    case 'call':
      return `${expression.name}(${expression.args.map(show).join(' ')})`;
    case 'conditional':
      return `if(${[expression.test, expression.yes, expression.no].map(show).join(' ')})`;
    case 'binary':
      return `(${expression.operator} ${show(expression.left)} ${show(expression.right)})`;
    case 'unary':
      return `(${expression.operator} ${show(expression.operand)})`;
    case 'traversal': {
      const root = typeof expression.root === 'string' ? expression.root : show(expression.root);
      return root + expression.steps.map(showStep).join('');
    }
  }
}

const showStep = (step: Step): string =>
  'attribute' in step ? `.${step.attribute}` : 'splat' in step ? '[*]' : `[${show(step.index)}]`;

describe('HCL expressions', () => {
  it.each([
    ['1', '"1"'],
    ['-1', '(- "1")'],
    ['true', '"true"'],
    ['null', 'null'],
    ['"a\\"b\\n"', '"a\\"b\\n"'],
    ['"x-${var.a}-${lower("B")}"', 'template("x-" var.a "-" lower("B"))'],
    ['"${"${var.a}"}"', 'template(template(var.a))'],
    ['"$${not}"', '"${not}"'],
    ['aws_sqs_queue.q.arn', 'aws_sqs_queue.q.arn'],
    ['aws_x.y["a"].b[0].c', 'aws_x.y["a"].b["0"].c'],
    ['aws_x.y[each.value.key].arn', 'aws_x.y[each.value.key].arn'],
    ['aws_x.y[*].arn', 'aws_x.y[*].arn'],
    ['aws_x.y.*.arn', 'aws_x.y[*].arn'],
    ['aws_x.y.0.arn', 'aws_x.y["0"].arn'],
    ['module.my-queue.url', 'module.my-queue.url'],
    ['(var.a).b', 'var.a.b'],
    ['f(a, [b, c]...)', 'f(a [b c])'],
    ['provider::aws::arn_parse(var.a).service', 'provider::aws::arn_parse(var.a).service'],
    ['a ? b : c ? d : e', 'if(a b if(c d e))'],
    ['a == "x" && !b || c > 1 + 2 * 3', '(|| (&& (== a "x") (! b)) (> c (+ "1" (* "2" "3"))))'],
    ['{ a = 1, "b-c" : 2\n (var.k) = 3 # last\n}', '{"a"="1" "b-c"="2" var.k="3"}'],
    ['[\n 1, // one\n /* two */ 2,\n]', '["1" "2"]'],
    ['[for s in var.l : upper(s) if s != ""]', 'for(s in var.l: upper(s) if (!= s ""))'],
    ['{ for k, v in local.f : k => v.x... }', 'for(k,v in local.f: k => v.x)'],
  ])('%s', (text, tree) => {
    const expression = parseExpression(text);
    expect(expression && show(expression)).toBe(tree);
  });

  it.each(['', 'a b', '(a', '[1', '{ a = }', 'f(', '"a', '"${a"', 'a ? b', 'a[1', 'for x', '1 +', 'a..b', '<<EOF'])(
    'is none: %s',
    (text) => {
      expect(parseExpression(text)).toBeUndefined();
    },
  );

  it('does not read what is nested without end', () => {
    expect(parseExpression('('.repeat(5000))).toBeUndefined();
    expect(parseExpression(`${'!'.repeat(5000)}a`)).toBeUndefined();
    expect(parseExpression(`${'a['.repeat(5000)}`)).toBeUndefined();
  });
});
