import type { SourceLocation } from '../../model/location.js';
import { InvalidPolicy, type JsonPath } from './invalid-policy.js';

/** A policy has about six levels; the bound keeps hostile nesting cheap. */
const MAX_DEPTH = 64;

/** One key, item or bracket of a JSON text. */
interface Frame {
  keys: Set<string>;
  isArray: boolean;
  step: string | number;
}

export interface JsonKey {
  path: JsonPath;
  offset: number;
}

/**
 * Walks a valid JSON text and calls `visit` at the start of every value with its path; stops when it returns true. Keys that stand twice in
 * one object are given to `duplicate`.
 */
function walk(text: string, visit: (key: JsonKey) => boolean, duplicate: (key: JsonKey) => boolean): void {
  const frames: Frame[] = [];
  const path = () => frames.map(({ step }) => step);
  let expectsValue = true;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]!;
    const frame = frames.at(-1);
    if (/\s|:/.test(letter)) continue;
    if (letter === ',') {
      if (frame?.isArray) frame.step = (frame.step as number) + 1;
      expectsValue = frame?.isArray ?? true;
    } else if (letter === '}' || letter === ']') frames.pop();
    else if (letter === '"' && frame && !frame.isArray && !expectsValue) {
      const end = stringEnd(text, i);
      frame.step = JSON.parse(text.slice(i, end)) as string;
      if (frame.keys.has(frame.step) && duplicate({ path: path(), offset: i })) return;
      frame.keys.add(frame.step);
      expectsValue = true;
      i = end - 1;
    } else {
      if (frames.length > MAX_DEPTH) throw new InvalidPolicy(`nested deeper than ${MAX_DEPTH} levels`, path());
      if (visit({ path: path(), offset: i })) return;
      if (letter === '{' || letter === '[')
        frames.push({ keys: new Set(), isArray: letter === '[', step: letter === '[' ? 0 : '' });
      else i = (letter === '"' ? stringEnd(text, i) : scalarEnd(text, i)) - 1;
      expectsValue = letter === '[';
    }
  }
}

function stringEnd(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i + 1;
}

function scalarEnd(text: string, start: number): number {
  let i = start;
  while (i < text.length && !/[\s,\]}]/.test(text[i]!)) i++;
  return i;
}

/** Where the value of a path stands; the nearest parent when the path itself is not there. */
export function offsetOf(text: string, path: JsonPath): number {
  let best = 0;
  let depth = -1;
  walk(
    text,
    ({ path: here, offset }) => {
      if (here.length > depth && here.length <= path.length && here.every((step, i) => step === path[i])) {
        [best, depth] = [offset, here.length];
      }
      return depth === path.length;
    },
    () => false,
  );
  return best;
}

/** The first key that stands twice in one object. */
export function duplicateKey(text: string): JsonKey | undefined {
  let found: JsonKey | undefined;
  walk(
    text,
    () => false,
    (key) => {
      found = key;
      return true;
    },
  );
  return found;
}

export function locationAt(file: string, text: string, offset: number): SourceLocation {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { file, line, column: offset - before.lastIndexOf('\n') };
}
