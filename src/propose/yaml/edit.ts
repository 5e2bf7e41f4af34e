import type { Node } from 'yaml';
import type { Splice } from '../splice.js';
import { commentsBetween } from './comments.js';
import { columnOf, endOf, type FoundPair, isBlock, startOf, type YamlFile } from './document.js';

/** A value in both notations: block YAML from column 0 with `\n` line ends, and plain data for JSON and flow style. */
export interface YamlValue {
  block: string;
  data: unknown;
  /** True for a scalar behind a tag: it stands on the line of its key. */
  inline?: true;
}

/**
 * Replaces the value of a key. Everything around it stays byte by byte, and the comments inside it move to the top of the new value.
 * @param indent columns the new value stands to the right of its key
 */
export function replaceValue(yaml: YamlFile, pair: FoundPair, value: YamlValue, indent: number): Splice[] {
  const { key, map } = pair;
  const old = pair.value;
  if (map.flow)
    return [
      { start: old ? startOf(old) : endOf(key), end: old ? endOf(old) : endOf(key), text: flowText(yaml, key, value) },
    ];
  const column = columnOf(yaml, key) + indent;
  const colon = yaml.text.indexOf(':', endOf(key)) + 1;
  if (old && isBlock(old) && yaml.text.slice(colon, startOf(old)).includes('\n')) {
    const start = lineStart(yaml.text, startOf(old));
    // Comments between the key and the value stand where they are; those inside it would be lost.
    const comments = commentsBetween(yaml.text, startOf(old), endOf(old));
    const inline = inlineText(value);
    if (inline !== undefined) {
      const pad = ' '.repeat(column);
      const kept = comments.map((comment) => `${pad}${comment}${yaml.lineEnd}`).join('');
      return [
        { start: colon, end: colon, text: ` ${inline}` },
        { start, end: endOf(old), text: kept },
      ];
    }
    return [
      {
        start,
        end: endOf(old),
        text: blockText(yaml, value, column, comments, !yaml.text.slice(0, endOf(old)).endsWith('\n')),
      },
    ];
  }
  const valueEnd = old && old.range![1] > colon ? endOf(old) : colon;
  const comments = old ? commentsBetween(yaml.text, startOf(old), valueEnd) : [];
  const inline = inlineText(value);
  if (inline !== undefined && comments.length === 0) return [{ start: colon, end: valueEnd, text: ` ${inline}` }];
  // The rest of the line, a comment mostly, stays behind the key; the value begins on the next line.
  const lineEnd = endOfLine(yaml.text, valueEnd);
  return [
    { start: colon, end: valueEnd, text: '' },
    insertion(yaml, lineEnd, blockText(yaml, value, column, comments, false)),
  ];
}

/** Adds a key to a map, after its last one or after a given one. */
export function insertPair(
  yaml: YamlFile,
  after: FoundPair,
  name: string,
  value: YamlValue,
  indent: number,
  blankBefore = false,
): Splice[] {
  const last = after.value ?? after.key;
  if (after.map.flow) {
    const text = yaml.json
      ? `,${yaml.lineEnd}${' '.repeat(columnOf(yaml, after.key))}${JSON.stringify(name)}: ${flowText(yaml, after.key, value)}`
      : `, ${name}: ${flowText(yaml, after.key, value)}`;
    return [{ start: endOf(last), end: endOf(last), text }];
  }
  const column = columnOf(yaml, after.key);
  const inline = inlineText(value);
  const body =
    inline === undefined
      ? `${yaml.lineEnd}${blockText(yaml, value, column + indent, [], false)}`
      : ` ${inline}${yaml.lineEnd}`;
  const blank = blankBefore ? yaml.lineEnd : '';
  const at = yaml.text.slice(0, endOf(last)).endsWith('\n') ? endOf(last) : endOfLine(yaml.text, endOf(last));
  return [insertion(yaml, at, `${blank}${' '.repeat(column)}${name}:${body}`)];
}

/** Removes a key with its value and its lines; comments inside move in front of the next key. */
export function removePair(yaml: YamlFile, { key, value, map }: FoundPair): Splice[] {
  const end = value ? endOf(value) : endOf(key);
  if (map.flow) return removeFromFlow(yaml, startOf(key), end);
  const start = lineStart(yaml.text, startOf(key));
  const stop = yaml.text.slice(0, end).endsWith('\n') ? end : endOfLine(yaml.text, end);
  const pad = ' '.repeat(columnOf(yaml, key));
  const comments = commentsBetween(yaml.text, startOf(key), stop);
  return [{ start, end: stop, text: comments.map((comment) => `${pad}${comment}${yaml.lineEnd}`).join('') }];
}

function removeFromFlow({ text }: YamlFile, start: number, end: number): Splice[] {
  const after = /^\s*,[ \t]*/.exec(text.slice(end));
  if (after) {
    const next = end + after[0].length;
    const whole = /^\r?\n\s*/.exec(text.slice(next));
    return [{ start, end: next + (whole?.[0].length ?? 0), text: '' }];
  }
  const before = /,\s*$/.exec(text.slice(0, start));
  return [{ start: start - (before?.[0].length ?? 0), end, text: '' }];
}

/** `[]` and `{}` stand behind the key, also in block style. */
function inlineText({ block, data, inline }: YamlValue): string | undefined {
  if (inline) return block;
  if (Array.isArray(data)) return data.length === 0 ? '[]' : undefined;
  return typeof data === 'object' && data !== null && Object.keys(data).length === 0 ? '{}' : undefined;
}

/** JSON for a file that is JSON, on lines of its own; in flow YAML on one line. */
function flowText(yaml: YamlFile, key: Node, { data }: YamlValue): string {
  if (!yaml.json) return JSON.stringify(data);
  const unit = jsonIndent(yaml.text);
  const pad = ' '.repeat(columnOf(yaml, key));
  return JSON.stringify(data, null, unit).split('\n').join(`${yaml.lineEnd}${pad}`);
}

function jsonIndent(text: string): number {
  return /^\{\r?\n( +)/.exec(text.trimStart())?.[1]?.length ?? 2;
}

function blockText(
  yaml: YamlFile,
  { block }: YamlValue,
  column: number,
  comments: readonly string[],
  atEnd: boolean,
): string {
  const pad = ' '.repeat(column);
  const lines = [...comments, ...block.replace(/\n$/, '').split('\n')];
  const text = lines.map((line) => `${pad}${line}`).join(yaml.lineEnd);
  return atEnd ? text : `${text}${yaml.lineEnd}`;
}

/** An insertion of whole lines at the start of a line; at the end of a file without a last line end, that comes first. */
function insertion({ text, lineEnd }: YamlFile, at: number, lines: string): Splice {
  if (at === 0 || text[at - 1] === '\n') return { start: at, end: at, text: lines };
  return { start: at, end: at, text: `${lineEnd}${lines.slice(0, lines.length - lineEnd.length)}` };
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Offset behind the line end of the line an offset stands in. */
function endOfLine(text: string, offset: number): number {
  const next = text.indexOf('\n', offset);
  return next < 0 ? text.length : next + 1;
}
