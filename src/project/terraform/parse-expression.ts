import { hclPieces } from './interpolation.js';
import { NotAnExpression, Scanner } from './scanner.js';
import type { Expression, Step } from './syntax.js';

/** Deeper nesting is no expression anybody wrote. */
const MAX_DEPTH = 100;

/** Binary operators, those that bind least first. */
const OPERATORS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];

const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPES: { readonly [char: string]: string } = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** Reads one HCL expression; undefined for text that is none. */
export function parseExpression(text: string): Expression | undefined {
  const parser = new Parser(text);
  try {
    const expression = parser.expression();
    return parser.isAtEnd() ? expression : undefined;
  } catch (error) {
    if (error instanceof NotAnExpression) return undefined;
    throw error;
  }
}

class Parser extends Scanner {
  private depth = 0;

  expression(): Expression {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw new NotAnExpression();
    const start = this.start();
    const test = this.binary(0);
    const result = this.takes('?') ? this.branches(test, start) : test;
    this.depth -= 1;
    return result;
  }

  private branches(test: Expression, start: number): Expression {
    const yes = this.expression();
    this.expect(':');
    const no = this.expression();
    return { kind: 'conditional', test, yes, no, text: this.since(start) };
  }

  private binary(level: number): Expression {
    const operators = OPERATORS[level];
    if (operators === undefined) return this.unary();
    const start = this.start();
    let left = this.binary(level + 1);
    for (let operator = this.takesOne(operators); operator; operator = this.takesOne(operators)) {
      const right = this.binary(level + 1);
      left = { kind: 'binary', operator, left, right, text: this.since(start) };
    }
    return left;
  }

  private unary(): Expression {
    const start = this.start();
    const operator = this.takesOne(['!', '-']);
    if (!operator) return this.postfix();
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw new NotAnExpression();
    const operand = this.unary();
    this.depth -= 1;
    return { kind: 'unary', operator, operand, text: this.since(start) };
  }

  private postfix(): Expression {
    const start = this.start();
    const root = this.primary();
    const steps: Step[] = [];
    for (;;) {
      if (this.text.startsWith('...', this.at)) break;
      if (this.text[this.at] === '.') {
        this.at += 1;
        steps.push(this.attribute());
      } else if (this.text[this.at] === '[') {
        this.at += 1;
        steps.push(this.takes('*') ? { splat: true } : { index: this.expression() });
        this.expect(']');
      } else break;
    }
    if (typeof root !== 'string' && steps.length === 0) return root;
    return { kind: 'traversal', root, steps, text: this.since(start) };
  }

  /** After a dot: a name, `*`, or the number of the old way to write an index. */
  private attribute(): Step {
    if (this.takes('*')) return { splat: true };
    const digits = this.match(/\d+/y);
    if (digits !== undefined) return { index: { kind: 'literal', value: digits, text: digits } };
    return { attribute: this.name() };
  }

  private primary(): string | Expression {
    const start = this.start();
    const char = this.text[this.at];
    if (char === '"') return this.quoted();
    if (char === '(') {
      this.at += 1;
      const inner = this.expression();
      this.expect(')');
      return { ...inner, text: this.since(start) };
    }
    if (char === '[') return this.list();
    if (char === '{') return this.object();
    if (this.text.startsWith('<<', this.at)) return this.heredoc();
    const number = this.match(NUMBER);
    if (number !== undefined) return { kind: 'literal', value: number, text: number };
    const name = this.name();
    if (name === 'true' || name === 'false') return { kind: 'literal', value: name, text: name };
    if (name === 'null') return { kind: 'literal', value: null, text: name };
    if (this.text[this.at] !== '(') return name;
    this.at += 1;
    return { kind: 'call', name, args: this.items(')'), text: this.since(start) };
  }

  /** Items up to a closing bracket; the `...` that spreads the last argument says nothing about its value. */
  private items(close: string): Expression[] {
    const out: Expression[] = [];
    while (!this.takes(close)) {
      out.push(this.expression());
      this.takes('...');
      if (!this.takes(',')) {
        this.expect(close);
        break;
      }
    }
    return out;
  }

  private list(): Expression {
    const start = this.at;
    this.at += 1;
    if (!this.takesWord('for')) return { kind: 'list', items: this.items(']'), text: this.since(start) };
    const { names, over } = this.forIntro();
    const value = this.expression();
    return this.forEnd({ kind: 'for', names, over, value }, ']', start);
  }

  private object(): Expression {
    const start = this.at;
    this.at += 1;
    if (this.takesWord('for')) {
      const { names, over } = this.forIntro();
      const key = this.expression();
      this.expect('=>');
      const value = this.expression();
      this.takes('...');
      return this.forEnd({ kind: 'for', names, over, key, value }, '}', start);
    }
    const entries: [Expression, Expression][] = [];
    while (!this.takes('}')) {
      const key = this.expression();
      if (!this.takes('=')) this.expect(':');
      entries.push([asKey(key), this.expression()]);
      this.takes(',');
    }
    return { kind: 'object', entries, text: this.since(start) };
  }

  private forIntro(): { names: string[]; over: Expression } {
    this.start();
    const names = [this.name()];
    if (this.takes(',')) {
      this.start();
      names.push(this.name());
    }
    if (!this.takesWord('in')) throw new NotAnExpression();
    const over = this.expression();
    this.expect(':');
    return { names, over };
  }

  private forEnd(loop: Omit<Extract<Expression, { kind: 'for' }>, 'text'>, close: string, start: number): Expression {
    const test = this.takesWord('if') ? this.expression() : undefined;
    this.expect(close);
    return { ...loop, ...(test && { test }), text: this.since(start) };
  }

  private quoted(): Expression {
    const start = this.at;
    const end = closingQuote(this.text, start + 1);
    if (end < 0) throw new NotAnExpression();
    this.at = end + 1;
    return template(this.text.slice(start + 1, end), this.since(start), unescaped);
  }

  /** `<<EOT` to a line that is `EOT`; `<<-EOT` without the indentation its lines share. */
  private heredoc(): Expression {
    const start = this.at;
    const marker = /^<<-?([\p{L}_][\p{L}\p{N}_-]*)\r?\n/u.exec(this.text.slice(start));
    const rest = marker && this.text.slice(start + marker[0].length);
    const end = marker && new RegExp(`^[ \\t]*${marker[1]}[ \\t]*(\\r?$)`, 'm').exec(rest!);
    if (!marker || !end) throw new NotAnExpression();
    this.at = start + marker[0].length + end.index + end[0].length;
    const lines = rest!.slice(0, end.index);
    return template(marker[0].startsWith('<<-') ? unindented(lines) : lines, this.since(start), (text) => text);
  }
}

/** Text with interpolations. Directives (`%{ if … }`) make text that is not written there: they are not followed. */
function template(written: string, text: string, plain: (text: string) => string): Expression {
  if (/(?<!%)%\{/.test(written)) throw new NotAnExpression();
  const parts = hclPieces(written).map((piece) => {
    if ('text' in piece) return plain(piece.text);
    const inner = parseExpression(piece.expression);
    if (inner === undefined) throw new NotAnExpression();
    return inner;
  });
  const [only] = parts;
  return parts.length === 1 && typeof only === 'string'
    ? { kind: 'literal', value: only, text }
    : { kind: 'template', parts, text };
}

function unindented(lines: string): string {
  const indents = lines.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.search(/\S/)]));
  const shared = Math.min(...indents);
  return indents.length === 0 ? lines : lines.replace(new RegExp(`^[ \\t]{0,${shared}}`, 'gm'), '');
}

/** A bare word before `=` is the key itself. */
function asKey(key: Expression): Expression {
  const word =
    key.kind === 'traversal' && key.steps.length === 0 && typeof key.root === 'string' ? key.root : undefined;
  return word === undefined || key.text.startsWith('(') ? key : { kind: 'literal', value: word, text: word };
}

/** Index of the quote that ends a text, minding interpolations with quotes of their own; -1 when none does. */
function closingQuote(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (depth === 0 && char === '"') return at;
    else if (text.startsWith('$${', at)) at += 2;
    else if (text.startsWith('${', at)) {
      depth += 1;
      at += 1;
    } else if (depth > 0 && char === '{') depth += 1;
    else if (depth > 0 && char === '}') depth -= 1;
    else if (depth > 0 && char === '"') {
      const end = closingQuote(text, at + 1);
      if (end < 0) return -1;
      at = end;
    }
  }
  return -1;
}

const unescaped = (text: string): string =>
  text
    .replace(/\\u([0-9a-fA-F]{4})/g, (_all, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/\\([nrt"\\])/g, (_all, char) => ESCAPES[char] ?? char);
