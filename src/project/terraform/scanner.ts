const BLANK = /(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const NAME = /[\p{L}_][\p{L}\p{N}_-]*(?:::[\p{L}_][\p{L}\p{N}_-]*)*/uy;

/** Thrown where a text stops being an expression; never leaves `parseExpression`. */
export class NotAnExpression extends Error {}

/** A place in the text of an expression, and the ways to move it on. Blanks and comments before a token are skipped. */
export class Scanner {
  at = 0;

  constructor(readonly text: string) {}

  isAtEnd(): boolean {
    return this.start() === this.text.length;
  }

  /** Skips blanks and says where the next token begins. */
  start(): number {
    this.match(BLANK);
    return this.at;
  }

  since(start: number): string {
    return this.text.slice(start, this.at);
  }

  /** Takes what a sticky pattern matches right here. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  name(): string {
    const name = this.match(NAME);
    if (name === undefined) throw new NotAnExpression();
    return name;
  }

  takes(token: string): boolean {
    this.start();
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  takesOne(tokens: readonly string[]): string | undefined {
    return tokens.find((token) => this.takes(token));
  }

  takesWord(word: string): boolean {
    const at = this.start();
    if (this.match(NAME) === word) return true;
    this.at = at;
    return false;
  }

  expect(token: string): void {
    if (!this.takes(token)) throw new NotAnExpression();
  }
}
