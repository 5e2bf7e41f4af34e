/**
 * Text out of code, templates and logs, for a line of a terminal or a comment: control characters (escape sequences, line ends) and
 * the characters that turn the direction of text are shown as `\u{1b}`, so that a name can neither move the cursor nor leave its line.
 */
export const oneLine = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`,
  );
