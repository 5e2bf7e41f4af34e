import { concatTexts, type Text } from '../../model/text.js';
import type { TemplateNode } from '../template/node.js';
import type { Scope } from './scope.js';

/** What an intrinsic function may ask of the evaluator that runs it. */
export interface Expressions {
  readonly scope: Scope;
  /** Text of a scalar or an expression; undefined when the value is `AWS::NoValue`, null or missing. */
  text(node: TemplateNode | undefined): Text | undefined;
  /** Items of a list or of an expression that gives one. */
  list(node: TemplateNode | undefined): Text[];
  /** A hole that can only be one of `choices`; just the choice when all are the same. */
  oneOf(node: TemplateNode, reason: string, choices: (Text | undefined)[]): Text | undefined;
}

/** Joins parts that may be missing. */
export const joined = (...texts: (Text | undefined)[]): Text => concatTexts(...texts.map((text) => text ?? []));
