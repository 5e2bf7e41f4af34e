import { concatTexts, literal, type Text, unknownText } from '../../model/text.js';
import { nameOrArn } from './name-or-arn.js';
import type { Converter } from './types.js';

// `SELECT … FROM "Music"."ByArtist"`, `INSERT INTO Music`, `UPDATE "Music"`, `DELETE FROM "Music"`:
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html
const TABLE_AT_END = /(?:\bfrom|\binto|\bupdate)\s+("?)$/i;
const TABLE = /(?:\bfrom|\binto|\bupdate)\s+(?:"([^"]+)"|([\w.-]+?)(?=[\s.,;)]|$))(?:\."([^"]+)"|\.([\w-]+))?/i;

/** The table (or the index of a table) that a PartiQL statement works on, also where the name comes from a variable. */
export const partiqlTable: Converter = (text, context) => {
  for (const [i, part] of text.entries()) {
    if (part.kind !== 'literal') continue;
    const named = TABLE.exec(part.text);
    if (named && !(named[0].length + named.index === part.text.length && i < text.length - 1)) {
      const index = named[3] ?? named[4];
      const table: Text = literal(named[1] ?? named[2]!);
      return nameOrArn(table, context).map((one) => withIndex(one, index ? literal(index) : undefined));
    }
    const next = text[i + 1];
    if (TABLE_AT_END.test(part.text) && next)
      return nameOrArn([next], context).map((one) => withIndex(one, indexAfter(text, i + 2)));
  }
  const hole = text.find((part) => part.kind === 'unknown');
  return [{ part: hole ? [hole] : unknownText('the statement names no table that can be read') }];
};

function indexAfter(text: Text, position: number): Text | undefined {
  const part = text[position];
  const named = part?.kind === 'literal' ? /^"?\."([^"]+)"/.exec(part.text)?.[1] : undefined;
  if (named) return literal(named);
  const next = text[position + 1];
  return part?.kind === 'literal' && /^"?\."$/.test(part.text) && next ? [next] : undefined;
}

function withIndex<T extends { part?: Text; upTo?: Text }>(table: T, index: Text | undefined): T {
  if (!index) return table;
  const tail = concatTexts(literal('/index/'), index);
  if (table.upTo) return { ...table, upTo: concatTexts(table.upTo, tail) };
  return table.part ? { ...table, part: concatTexts(table.part, tail) } : table;
}
