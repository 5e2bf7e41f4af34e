/**
 * An HCL expression as a tree. `text` is what was written: expressions that cannot be worked out are shown and printed by it.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#expressions
 */
export type Expression = { text: string } & (
  | { kind: 'literal'; value: string | boolean | null }
  | { kind: 'template'; parts: (string | Expression)[] }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'object'; entries: [key: Expression, value: Expression][] }
  | ForExpression
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'conditional'; test: Expression; yes: Expression; no: Expression }
  | { kind: 'binary'; operator: string; left: Expression; right: Expression }
  | { kind: 'unary'; operator: string; operand: Expression }
  | Traversal
);

/** `[for k, v in over : value if test]`, and with `key` the form in braces that makes an object. */
export interface ForExpression {
  kind: 'for';
  names: string[];
  over: Expression;
  key?: Expression;
  value: Expression;
  test?: Expression;
}

/** `aws_sqs_queue.jobs["a"].arn`: a name or an expression, and the way from there. */
export interface Traversal {
  kind: 'traversal';
  root: string | Expression;
  steps: Step[];
}

export type Step = { attribute: string } | { index: Expression } | { splat: true };
