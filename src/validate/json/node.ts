/** A JSON value with its place in the text. `start` and `end` are offsets of characters. */
export type JsonNode = JsonObject | JsonArray | JsonScalar;

interface Placed {
  start: number;
  end: number;
}

export interface JsonObject extends Placed {
  kind: 'object';
  members: JsonMember[];
}

export interface JsonMember {
  key: JsonScalar;
  name: string;
  value: JsonNode;
}

export interface JsonArray extends Placed {
  kind: 'array';
  items: JsonNode[];
}

export interface JsonScalar extends Placed {
  kind: 'string' | 'number' | 'boolean' | 'null';
  value: string | number | boolean | null;
}

/** Text that is no JSON: what was expected, and where. */
export class JsonSyntaxError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
    this.name = 'JsonSyntaxError';
  }
}

/** Line and column of an offset, from 1. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

/** A plain value again: what `JSON.parse` gives. */
export function toValue(node: JsonNode): unknown {
  if (node.kind === 'object') return Object.fromEntries(node.members.map(({ name, value }) => [name, toValue(value)]));
  if (node.kind === 'array') return node.items.map(toValue);
  return node.value;
}
