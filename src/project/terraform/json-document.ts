import type { TemplateNode } from '../template/node.js';
import { hclPieces } from './expression.js';
import { isRecord } from './hcl.js';
import type { ModuleScope } from './module.js';
import type { Place } from './values.js';

/**
 * A JSON text with interpolations (`policy = <<EOF { … "${aws_s3_bucket.b.arn}/*" … } EOF`) as nodes. Undefined when it is not JSON
 * even with the interpolations taken as text.
 */
export function jsonDocument(text: string, scope: ModuleScope, at: Place): TemplateNode | undefined {
  const expressions: string[] = [];
  const plain = hclPieces(text)
    .map((piece) => ('text' in piece ? piece.text : `@@${expressions.push(piece.expression) - 1}@@`))
    .join('');
  try {
    const value: unknown = JSON.parse(plain);
    return scope.node(restore(value, expressions), at);
  } catch {
    // Not JSON: a document made by functions, which the evaluator knows or does not.
    return undefined;
  }
}

/** IAM's own `${aws:username}` in the text stays what it is: only the interpolations come back as such. */
function restore(value: unknown, expressions: readonly string[]): unknown {
  if (typeof value === 'string')
    return value
      .replaceAll('${', () => '$${')
      .replace(/@@(\d+)@@/g, (_whole, index) => `\${${expressions[Number(index)]}}`);
  if (Array.isArray(value)) return value.map((item) => restore(item, expressions));
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, restore(inner, expressions)]));
  return value;
}
