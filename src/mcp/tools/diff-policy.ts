import { z } from 'zod';
import { type DiffRow, diffPolicies } from '../../prove/diff.js';
import { first, short } from '../bounds.js';
import { policyInput, policyOf } from '../inputs.js';
import { defineTool } from '../tool.js';

const row = z.object({
  effect: z.string(),
  actions: z.array(z.string()),
  actionsOmitted: z.number(),
  resources: z.array(z.string()),
  resourcesOmitted: z.number(),
  condition: z.unknown().optional(),
  principal: z.unknown().optional(),
});

/** What a change of policy does, proved, with a request that shows it. */
export const diffPolicy = defineTool({
  name: 'diff_policy',
  title: 'Compare two policies',
  description:
    'Says with proof whether a new policy allows anything that the existing one does not. verdict: unchanged, only-removes, adds (with ' +
    'witness: a request the new one allows and the old one does not), or unknown, which is never proof.',
  input: z.object({ existing: policyInput, new: policyInput }),
  output: z.object({
    verdict: z.enum(['unchanged', 'only-removes', 'adds', 'unknown']),
    witness: z.record(z.string(), z.unknown()).optional(),
    why: z.string().optional(),
    removed: z.array(row),
    removedOmitted: z.number(),
    added: z.array(row),
    addedOmitted: z.number(),
  }),
  async run({ existing, new: fresh }, { root, catalog }) {
    const before = await policyOf(root, existing, 'existing');
    const after = await policyOf(root, fresh, 'new');
    const { verdict, added, removed, new: rows } = diffPolicies(before, after, { catalog });
    const gone = first(removed, 20);
    const more = first(rows, 20);
    return {
      verdict,
      ...(added.witness && { witness: { ...added.witness } }),
      ...(added.why && { why: short(added.why) }),
      removed: gone.shown.map(briefRow),
      removedOmitted: gone.omitted,
      added: more.shown.map(briefRow),
      addedOmitted: more.omitted,
    };
  },
});

function briefRow({ effect, actions, resources, condition, principal }: DiffRow) {
  const some = first(actions, 40);
  const where = first(resources, 10);
  return {
    effect,
    actions: some.shown,
    actionsOmitted: some.omitted,
    resources: where.shown.map((one) => short(one)),
    resourcesOmitted: where.omitted,
    ...(condition && { condition }),
    ...(principal && { principal }),
  };
}
