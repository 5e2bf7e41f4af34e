import type { TemplateNode } from '../template/node.js';
import type { Expression } from './syntax.js';
import type { Place } from './values.js';

/** What `each`, `count`, and the names of `for` and `dynamic` stand for. */
export type Bindings = ReadonlyMap<string, TemplateNode>;

/** A step whose index is worked out; `key` is undefined when nobody knows it before applying. */
export type Key = { attribute: string } | { key: string | undefined; text: string } | { splat: true };

/** What an expression is worked out with. */
export interface Environment {
  at: Place;
  bindings: Bindings;
  /** The value of `var.x`, `aws_sqs_queue.jobs["a"].arn` …; undefined when the module says nothing about it. */
  resolve(root: string, keys: readonly Key[], environment: Environment): TemplateNode | undefined;
  /** An attribute of what a node refers to. */
  member(node: TemplateNode, name: string, environment: Environment): TemplateNode | undefined;
  /** Works out another expression, of a template file. */
  evaluate(expression: Expression, environment: Environment): TemplateNode;
  /** Counts what a value costs; false when the module has used up what it may. */
  spend(size: number): boolean;
  /** Text of a file of the project, by a path relative to the root module. */
  readText(path: string): string | undefined;
}
