import type { Text } from '../../model/text.js';

/** Inline code as a program: what the deployment fills in is read from variables of the environment that do not exist otherwise. */
export interface InlineSource {
  text: string;
  environment: { [name: string]: Text };
}

/**
 * `!Sub` in inline code: `'${Orders}'` in the program text becomes `('' + process.env.DEPLOYED_1 + '')`, so that the reference reaches
 * the call as an environment variable's would. Lines stay lines. A property name cannot be an expression: there a word stands for it.
 */
export function inlineSource(text: Text): InlineSource {
  const environment: { [name: string]: Text } = {};
  let out = '';
  let quote = '';
  let start = 0;
  let holes = 0;
  // Whether the open string has a hole.
  let opened = false;
  const close = (rest: string) => {
    const before = out.slice(0, start);
    if (!opened) out += quote;
    else if (isKey(before, rest)) out = `${before}${quote}deployed-value${quote}`;
    else out = `${before}(${out.slice(start)}${quote})`;
    quote = '';
    opened = false;
  };
  for (const [index, part] of text.entries()) {
    if (part.kind !== 'literal') {
      holes += 1;
      const name = `DEPLOYED_${holes}`;
      environment[name] = [part];
      if (quote === '`') out += `\${process.env.${name}}`;
      else if (quote === '' || quote === '\n' || quote === '*/') out += `process.env.${name}`;
      else {
        out += `${quote} + process.env.${name} + ${quote}`;
        opened = true;
      }
      continue;
    }
    const source = part.text;
    for (let at = 0; at < source.length; at += 1) {
      const char = source[at]!;
      if (quote === '') {
        const comment = source.slice(at, at + 2);
        if (comment === '//') quote = '\n';
        else if (comment === '/*') quote = '*/';
        else if (char === '"' || char === "'" || char === '`') {
          quote = char;
          start = out.length;
        }
        out += char;
      } else if (quote === '*/') {
        out += char;
        if (source.slice(at - 1, at + 1) === quote) quote = '';
      } else if (char === '\\' && quote !== '\n') {
        out += source.slice(at, at + 2);
        at += 1;
      } else if (char === quote || (char === '\n' && quote !== '`')) {
        // A line end closes every string but a template: the program is broken, or it was no string (a regular expression's quote).
        if (char === quote && quote !== '\n' && quote !== '`') close(rest(text, index, source, at));
        else {
          out += char;
          quote = '';
          opened = false;
        }
      } else out += char;
    }
  }
  return { text: out, environment };
}

const rest = (text: Text, index: number, source: string, at: number): string => {
  const next = text[index + 1];
  return source.slice(at + 1, at + 20) + (next?.kind === 'literal' ? next.text.slice(0, 20) : '');
};

const isKey = (before: string, after: string): boolean => /[{,]\s*$/.test(before) && /^\s*:/.test(after);
