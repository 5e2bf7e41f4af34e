import type { JsonNode } from '../json/node.js';
import type { Complaint, Rule } from '../types.js';

/** IT510: a character IAM rejects. IT514: a name twice in one object, of which readers keep only the last. */
export const text: Rule = function* ({ policy }) {
  yield* walk(policy.root);
};

function* walk(node: JsonNode): Iterable<Complaint> {
  if (node.kind === 'string') yield* characters(node);
  else if (node.kind === 'array') for (const item of node.items) yield* walk(item);
  else if (node.kind === 'object') {
    const names = new Set<string>();
    for (const { key, name, value } of node.members) {
      if (names.has(name)) yield { code: 'IT514', at: key, args: { name } };
      names.add(name);
      yield* characters(key);
      yield* walk(value);
    }
  }
}

/** IAM takes U+0009, U+000A, U+000D and U+0020–U+00FF: https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
function* characters(node: JsonNode): Iterable<Complaint> {
  const wrong = node.kind === 'string' ? /[^\t\n\r\u0020-\u00ff]/u.exec(String(node.value))?.[0] : undefined;
  if (wrong !== undefined) {
    const code = wrong.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    yield { code: 'IT510', at: node, args: { character: `U+${code}` } };
  }
}
