import { type Text, type TextPart, unknownText } from '../../model/text.js';
import { type IntrinsicNode, locationOf, type TemplateNode } from '../template/node.js';
import { literalParts } from './dynamic-reference.js';
import type { Expressions } from './expressions.js';
import { FUNCTIONS } from './intrinsics.js';
import type { Scope } from './scope.js';

/** Deeper nesting than any template needs; beyond it a value is unknown rather than the stack full. */
const MAX_DEPTH = 60;
/** Alternatives kept for one value (`Fn::If` inside `Fn::If` doubles them). */
const MAX_ALTERNATIVES = 12;

/** Evaluates expressions of one template partially and exactly: what only the deployment knows stays a reference. */
export class Evaluator implements Expressions {
  private depth = 0;

  constructor(readonly scope: Scope) {}

  /** Text of a scalar or an expression; undefined when the value is `AWS::NoValue`, null or missing. */
  text(node: TemplateNode | undefined): Text | undefined {
    if (!node) return undefined;
    if (node.kind === 'scalar') return node.value === null ? undefined : literalParts(String(node.value));
    if (node.kind !== 'intrinsic')
      return unknownText(
        node.kind === 'map' ? 'a map where a text is expected' : 'a list where a text is expected',
        locationOf(node),
      );
    return this.guarded(() => this.intrinsic(node)?.text?.(node.argument, this, node));
  }

  /** Items of a list or of an expression that gives one. `undefined` items are dropped; an unknown list is one unknown item. */
  list(node: TemplateNode | undefined): Text[] {
    if (!node) return [];
    if (node.kind === 'list') return node.items.flatMap((item) => this.list(item));
    if (node.kind === 'intrinsic') {
      const known = this.intrinsic(node);
      if (known?.list) return this.guarded(() => known.list!(node.argument, this, node)) ?? [];
    }
    const text = this.text(node);
    return text ? [text] : [];
  }

  /** A hole that can only be one of `choices`; just the choice when all are the same. */
  oneOf(node: TemplateNode, reason: string, choices: (Text | undefined)[]): Text | undefined {
    const distinct = new Map(choices.flatMap((choice) => (choice ? [[JSON.stringify(choice), choice] as const] : [])));
    const [only] = distinct.values();
    if (distinct.size <= 1) return only;
    if (distinct.size > MAX_ALTERNATIVES) return unknownText(reason, locationOf(node));
    return [{ kind: 'unknown', reason, at: locationOf(node), oneOf: [...distinct.values()] } satisfies TextPart];
  }

  private intrinsic(node: IntrinsicNode) {
    const known = FUNCTIONS[node.name];
    if (!known)
      this.scope.report({ ruleId: 'IT306', level: 'warning', args: { name: node.name }, location: locationOf(node) });
    return known ?? { text: () => unknownText(`${node.name} is not a function this tool knows`, locationOf(node)) };
  }

  private guarded<T>(evaluate: () => T): T | undefined {
    if (this.depth >= MAX_DEPTH) return undefined;
    this.depth += 1;
    try {
      return evaluate();
    } finally {
      this.depth -= 1;
    }
  }
}
