import type { ArnContext } from './arn.js';
import { escapeLiterals, renderText } from './arn-render.js';
import { sortCondition } from './condition-key.js';
import type { PermissionCondition } from './permission.js';
import type { ConditionBlock } from './policy.js';
import { bindEnvironment, type Text } from './text.js';

/** Operators that compare whole strings, and the one that understands the `*` of an unknown part. Arn operators all understand it. */
const LIKE: { readonly [operator: string]: string } = { StringEquals: 'StringLike', StringNotEquals: 'StringNotLike' };

/**
 * Condition of a permission → condition of a statement. A value of which a part is unknown has a `*` there, so its operator becomes the
 * one that takes patterns; the values beside it are escaped to keep their meaning. Undefined for a condition without keys.
 */
export function renderCondition(condition: PermissionCondition, context: ArnContext): ConditionBlock | undefined {
  const out: ConditionBlock = {};
  for (const [operator, keys] of Object.entries(condition)) {
    for (const [key, values] of Object.entries(keys)) {
      const [changed, rendered] = renderValues(operator, values, context);
      // Two operators on one key must both hold. `IfExists` says the same here, since the other one demands the key.
      const used = out[changed]?.[key] === undefined ? changed : `${changed}IfExists`;
      out[used] = { ...out[used], [key]: rendered };
    }
  }
  return Object.keys(out).length === 0 ? undefined : sortCondition(out);
}

function renderValues(operator: string, values: readonly Text[], context: ArnContext): [string, string[]] {
  const texts = values.map((value) => bindEnvironment(value, false));
  const [, qualifier = '', name = '', ifExists = ''] =
    /^(For(?:Any|All)Values?:)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  const like = LIKE[name];
  if (like === undefined || !texts.some((text) => hasHole(text, context)))
    return [operator, texts.map((text) => renderText(withoutVariables(text), context))];
  return [`${qualifier}${like}${ifExists}`, texts.map((text) => renderText(escapeLiterals(text), context))];
}

const hasHole = (text: Text, context: ArnContext): boolean =>
  text.some((part) => part.kind !== 'literal' && renderText([part], context).includes('*'));

/** A text that code holds is no policy variable; `*` and `?` mean themselves where no pattern is taken. */
const withoutVariables = (text: Text): Text =>
  text.map((part) => (part.kind === 'literal' ? { ...part, text: part.text.replace(/\$(?=\{)/g, '${$}') } : part));
