import { concatTexts, type Text, type TextPart } from './text.js';

/** A key that is equal for texts that mean the same: reasons and places of holes do not count. */
export function textKey(text: Text): string {
  return text.map(partKey).join('');
}

function partKey(part: TextPart): string {
  switch (part.kind) {
    case 'literal':
      return part.text;
    case 'reference':
      return `\u0001${part.target}.${part.attribute ?? ''}\u0002`;
    case 'env':
      return `\u0003${part.name}\u0002`;
    case 'unknown':
      return '\u0004';
  }
}

/** Whether `text` begins with all of `prefix`; returns the rest, or undefined. A literal may be cut inside. */
export function withoutPrefix(text: Text, prefix: Text): Text | undefined {
  const rest = [...concatTexts(text)];
  for (const part of concatTexts(prefix)) {
    const head = rest.shift();
    if (!head) return undefined;
    if (part.kind === 'literal' && head.kind === 'literal' && head.text.startsWith(part.text)) {
      const tail = head.text.slice(part.text.length);
      if (tail !== '') rest.unshift({ kind: 'literal', text: tail });
    } else if (partKey(part) !== partKey(head) || part.kind === 'unknown') {
      return undefined;
    }
  }
  return rest;
}
