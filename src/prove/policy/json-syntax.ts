const SPACE = /\s*/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SPACE_CODE = 0x20;

/** End of the string that starts at `start`, or undefined when it is none. */
function stringEnd(text: string, start: number): number | undefined {
  if (text[start] !== '"') return undefined;
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '"') return i + 1;
    if (text.charCodeAt(i) < SPACE_CODE) return undefined;
    if (text[i] !== '\\') continue;
    ESCAPE.lastIndex = i;
    if (!ESCAPE.test(text)) return undefined;
    i = ESCAPE.lastIndex - 1;
  }
  return undefined;
}

/** Where a text stops being JSON. JavaScript's own messages do not always say it. */
export function syntaxErrorOffset(text: string): number {
  const open: string[] = [];
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const skipString = (): boolean => {
    const end = stringEnd(text, at);
    if (end !== undefined) at = end;
    return end !== undefined;
  };
  let wants: 'value' | 'key' | 'comma' = 'value';
  let mayClose = false;
  while (at < text.length) {
    skip(SPACE);
    const letter = text[at];
    if (letter === undefined) return text.length;
    if ((wants === 'comma' || mayClose) && letter === open.at(-1)) {
      open.pop();
      at += 1;
      wants = 'comma';
    } else if (wants === 'comma') {
      if (letter !== ',' || open.length === 0) return at;
      at += 1;
      wants = open.at(-1) === '}' ? 'key' : 'value';
    } else if (wants === 'key') {
      if (!skipString()) return at;
      skip(SPACE);
      if (text[at] !== ':') return at;
      at += 1;
      wants = 'value';
    } else if (letter === '{' || letter === '[') {
      open.push(letter === '{' ? '}' : ']');
      at += 1;
      wants = letter === '{' ? 'key' : 'value';
      mayClose = true;
      continue;
    } else {
      if (!skipString() && !skip(SCALAR)) return at;
      wants = 'comma';
    }
    mayClose = false;
  }
  return text.length;
}
