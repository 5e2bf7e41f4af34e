import type { DeclaredPolicy } from '../../model/function.js';
import type { PermissionCondition } from '../../model/permission.js';
import type { ConditionBlock } from '../../model/policy.js';
import { literal } from '../../model/text.js';

/** A condition of the policy of today with the references its values were written from. */
export function readCondition(
  condition: ConditionBlock,
  { texts = {} }: Pick<DeclaredPolicy, 'texts'> = {},
): PermissionCondition {
  const read = (value: string) => (Object.hasOwn(texts, value) ? texts[value]! : literal(value));
  return Object.fromEntries(
    Object.entries(condition).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, [values].flat().map(String).map(read)])),
    ]),
  );
}
