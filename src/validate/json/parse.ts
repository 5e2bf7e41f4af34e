import {
  type JsonArray,
  type JsonMember,
  type JsonNode,
  type JsonObject,
  type JsonScalar,
  JsonSyntaxError,
} from './node.js';

/** Deeper than any policy; keeps hostile text from exhausting the stack. */
const DEEPEST = 64;

const STRING = /"(?:[^"\\]|\\.)*"/sy;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS: { readonly [word: string]: boolean | null } = { true: true, false: false, null: null };

/**
 * Strict JSON with the place of every value, since `JSON.parse` gives none. Throws JsonSyntaxError at the first character that is wrong.
 */
export function parseJson(text: string): JsonNode {
  const parser = new Parser(text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text);
  return parser.document();
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  document(): JsonNode {
    const node = this.value();
    this.space();
    if (this.at < this.text.length) this.fail('nothing more after the value');
    return node;
  }

  private value(): JsonNode {
    this.space();
    if (this.depth >= DEEPEST) this.fail(`at most ${DEEPEST} levels`);
    const char = this.text[this.at];
    if (char === '{') return this.nested(() => this.object());
    if (char === '[') return this.nested(() => this.array());
    if (char === '"') return this.string();
    return this.numberOrWord();
  }

  private nested<Node>(read: () => Node): Node {
    this.depth++;
    const node = read();
    this.depth--;
    return node;
  }

  private object(): JsonObject {
    const start = this.at++;
    const members = this.list('}', (): JsonMember => {
      if (this.text[this.at] !== '"') this.fail('a name in double quotes');
      const key = this.string();
      this.space();
      if (this.text[this.at] !== ':') this.fail("':'");
      this.at++;
      return { key, name: String(key.value), value: this.value() };
    });
    return { kind: 'object', members, start, end: this.at };
  }

  private array(): JsonArray {
    const start = this.at++;
    const items = this.list(']', () => this.value());
    return { kind: 'array', items, start, end: this.at };
  }

  private list<Item>(close: string, read: () => Item): Item[] {
    const items: Item[] = [];
    this.space();
    if (this.text[this.at] === close) {
      this.at++;
      return items;
    }
    for (;;) {
      this.space();
      items.push(read());
      this.space();
      const char = this.text[this.at];
      if (char !== ',' && char !== close) this.fail(`',' or '${close}'`);
      this.at++;
      if (char === close) return items;
    }
  }

  private string(): JsonScalar {
    const start = this.at;
    const text = this.match(STRING);
    try {
      if (text !== undefined) return { kind: 'string', value: JSON.parse(text) as string, start, end: this.at };
    } catch (error) {
      // JSON.parse knows the rules for escapes and control characters inside strings.
      if (!(error instanceof SyntaxError)) throw error;
    }
    this.at = start;
    return this.fail('a string that ends, without raw control characters and wrong escapes');
  }

  private numberOrWord(): JsonScalar {
    const start = this.at;
    const number = this.match(NUMBER);
    if (number !== undefined) return { kind: 'number', value: Number(number), start, end: this.at };
    const word = this.match(/[a-z]+/y) ?? '';
    if (!(word in WORDS)) {
      this.at = start;
      this.fail('a value');
    }
    const value = WORDS[word]!;
    return { kind: value === null ? 'null' : 'boolean', value, start, end: this.at };
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private space(): void {
    this.match(/[ \t\r\n]*/y);
  }

  private fail(expected: string): never {
    const found = this.at >= this.text.length ? 'the end of the text' : JSON.stringify(this.text[this.at]);
    throw new JsonSyntaxError(`expected ${expected}, found ${found}`, this.at);
  }
}
