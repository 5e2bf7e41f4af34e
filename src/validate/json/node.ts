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

/** Line and column, from 1, of offsets in a text. */
export function positionsOf(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 };
  };
}

/** A plain value again: what `JSON.parse` gives. */
export function toValue(node: JsonNode): unknown {
  if (node.kind === 'object') return Object.fromEntries(node.members.map(({ name, value }) => [name, toValue(value)]));
  if (node.kind === 'array') return node.items.map(toValue);
  return node.value;
}
