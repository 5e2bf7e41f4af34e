import { scalarOf, type TemplateNode } from '../template/node.js';
import { withoutConditions } from './directives.js';
import type { Bindings } from './environment.js';
import { type HclBlock, isRecord } from './hcl.js';
import { hclPieces } from './interpolation.js';
import type { ModuleScope } from './module.js';
import { parseExpression } from './parse-expression.js';
import { holdsIn, withVariables } from './template-file.js';
import type { Place } from './values.js';

const NONE: Bindings = new Map();

/**
 * An attribute that holds a JSON document: `jsonencode(…)`, the document of a data source, JSON as text with interpolations
 * (`policy = <<EOF { … "${aws_s3_bucket.b.arn}/*" … } EOF`), or a file of it. What is none of them is left as it is.
 */
export function documentAttribute(scope: ModuleScope, block: HclBlock, attribute: string): TemplateNode | undefined {
  const at = { source: block.source, offset: block.offset };
  const bindings = block.instance?.bindings ?? NONE;
  const written = block.body[attribute];
  const found =
    typeof written === 'string'
      ? (jsonDocument(written, scope, at, bindings) ?? fileDocument(written, scope, at, bindings))
      : undefined;
  return found ?? scope.attribute(block, attribute);
}

/** `file("policy.json")` and `templatefile("policy.json.tftpl", { … })`. */
function fileDocument(text: string, scope: ModuleScope, at: Place, bindings: Bindings): TemplateNode | undefined {
  const [piece, ...more] = hclPieces(text);
  const call = piece && more.length === 0 && 'expression' in piece ? parseExpression(piece.expression) : undefined;
  if (call?.kind !== 'call' || (call.name !== 'file' && call.name !== 'templatefile')) return undefined;
  const environment = scope.environment(at, bindings);
  const [path, variables] = call.args.map((arg) => environment.evaluate(arg, environment));
  const content = path && environment.readText(scalarOf(path) ?? '');
  if (content === undefined) return undefined;
  // In a plain file `${` is text.
  return call.name === 'file'
    ? jsonDocument(
        content.replaceAll('${', () => '$${'),
        scope,
        at,
        NONE,
      )
    : templateDocument(content, variables, scope, at);
}

/** A template file as a document; a statement under a condition that nobody can decide counts. */
function templateDocument(
  content: string,
  variables: TemplateNode | undefined,
  scope: ModuleScope,
  at: Place,
): TemplateNode | undefined {
  const inner = withVariables(variables, scope.environment(at, NONE));
  const text = withoutConditions(content, holdsIn(inner));
  return text === undefined ? undefined : jsonDocument(text, scope, at, inner.bindings);
}

/** Undefined when it is not a JSON object even with the interpolations taken as text. */
function jsonDocument(text: string, scope: ModuleScope, at: Place, bindings: Bindings): TemplateNode | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  const expressions: string[] = [];
  const plain = hclPieces(text)
    .map((piece) => ('text' in piece ? piece.text : `@@${expressions.push(piece.expression) - 1}@@`))
    .join('');
  try {
    const value: unknown = JSON.parse(plain);
    return scope.node(restore(value, expressions), at, bindings);
  } catch (error) {
    // Not JSON: a document made by functions, which the evaluator knows or does not.
    if (error instanceof SyntaxError) return undefined;
    throw error;
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
