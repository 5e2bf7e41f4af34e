import { addReferences, type Dependencies, targetsOf, waitsFor } from '../../model/depends-on.js';
import type { TextPolicy, TextStatement } from './statements.js';

/**
 * Policies written inside a role must not name what waits for that role: CloudFormation refuses the circle (role → bucket → its
 * notification → function → role). Splits policies into what may stand inside the role, and what needs a resource of its own that waits
 * for both. Changes `dependencies`: what now stands in the role is waited for.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html#troubleshooting-errors-dependency-error
 */
export function splitCycles(
  policies: readonly TextPolicy[],
  role: string,
  dependencies: Dependencies,
): { inside: TextPolicy[]; outside: TextPolicy[] } {
  const parts = policies.map((policy) => {
    const inside: TextStatement[] = [];
    const outside: TextStatement[] = [];
    for (const statement of policy.statements) {
      const circular = (text: TextStatement['resources'][number]) =>
        targetsOf(text).some((target) => waitsFor(dependencies, target, role));
      const values = statement.conditions.flatMap(([, keys]) => keys.flatMap(([, texts]) => texts));
      if (values.some(circular)) {
        outside.push(statement);
        continue;
      }
      const apart = statement.resources.filter(circular);
      const kept = statement.resources.filter((resource) => !circular(resource));
      if (apart.length > 0) outside.push({ ...statement, resources: apart });
      if (kept.length > 0) inside.push({ ...statement, resources: kept });
      for (const text of [...kept, ...values]) addReferences(dependencies, role, text);
    }
    return [
      { ...policy, statements: inside },
      { ...policy, statements: outside },
    ] as const;
  });
  const filled = (policy: TextPolicy) => policy.statements.length > 0;
  return { inside: parts.map(([a]) => a).filter(filled), outside: parts.map(([, b]) => b).filter(filled) };
}
