import type { Catalog } from '../catalog/types.js';
import { conditionKeyOf } from '../model/condition-key.js';
import type { OutputStatement, PolicyDocument, Statement } from '../model/policy.js';
import { actionsOf, includes } from '../prove/index.js';
import { fixReferences } from './fix-references.js';
import { groupBy } from './group-by.js';
import type { Grant, Widening } from './types.js';

/** `unknown`: neither proved nor refuted; `why` says what the prover could not decide. */
export type Proof = { answer: 'proved' } | { answer: 'unknown'; why: string };

/**
 * Proves needed ⊆ policy ⊆ needed + widenings: by reading the pairs back where both say the same words, else with the prover, which shares
 * no code with the minimiser. Throws when either is refuted:
 * that is our bug, and a policy that was proved wrong must not be printed. Globs stand for the actions of this catalog: what they match
 * in a later one is for `drift` to say.
 */
export function verify(
  needed: readonly Grant[],
  documents: readonly PolicyDocument[],
  widenings: readonly Widening[],
  catalog: Catalog,
): Proof {
  const atoms = atomsOf(documents);
  const allowedKeys = new Set([...needed, ...widenings].map(keyOf));
  const atomKeys = atoms && new Set(atoms.map(keyOf));
  const lost = atomKeys ? needed.filter((grant) => !atomKeys.has(keyOf(grant))) : needed;
  const gained = atoms?.filter((atom) => !allowedKeys.has(keyOf(atom)));
  // What both sides say in the same words is allowed by both: only the rest needs the prover.
  if (lost.length === 0 && gained?.length === 0) return { answer: 'proved' };

  const fix = fixReferences([
    ...needed.map(toStatement),
    ...documents.flatMap((document) => document.Statement),
    ...widenings.map(toStatement),
  ]);
  const policy = documents.map(fix);
  const beyond = gained ? [fix(documentOf(gained))] : policy;
  const results = [
    [includes(fix(documentOf(lost)), { identity: policy }), 'does not allow what is needed'],
    [
      includes(
        { identity: beyond.map((document) => writeOut(document, catalog)) },
        fix(documentOf([...needed, ...widenings])),
      ),
      'allows more than was needed',
    ],
  ] as const;
  for (const [result, what] of results)
    if (result.answer === 'some') throw new Error(`the minimised policy ${what}: ${JSON.stringify(result.witness)}`);
  const open = results.find(([result]) => result.answer === 'unknown')?.[0];
  return open ? { answer: 'unknown', why: open.why ?? 'no reason given' } : { answer: 'proved' };
}

/** Every action × resource that a document of plain Allow statements names; undefined when it holds anything else. */
function atomsOf(documents: readonly PolicyDocument[]): Grant[] | undefined {
  const statements = documents.flatMap((document) => document.Statement);
  const plain = statements.every(
    (one) => one.Effect === 'Allow' && one.Action !== undefined && one.Resource !== undefined,
  );
  if (!plain) return undefined;
  return statements.flatMap((one) =>
    [one.Action!].flat().flatMap((action) =>
      [one.Resource!].flat().map((resource) => ({
        action: action as Grant['action'],
        resource,
        ...(one.Condition && { condition: one.Condition }),
      })),
    ),
  );
}

const keyOf = ({ action, resource, condition }: Grant | Widening): string =>
  `${action}\n${resource}\n${conditionKeyOf(condition)}`;

/** A document with its action globs as the actions of the catalog they match. */
const writeOut = (document: PolicyDocument, catalog: Catalog): PolicyDocument => ({
  ...document,
  Statement: [document.Statement].flat().map((statement) => ({
    ...statement,
    Action: [statement.Action ?? []]
      .flat()
      .flatMap((action) => (action.includes('*') ? actionsOf(action, catalog) : action)),
  })),
});

/** Proves needed ⊆ policy for one document that may deny things, such as a boundary. Throws when it is not proved. */
export function verifyNeeded(needed: readonly Grant[], document: PolicyDocument): void {
  const fix = fixReferences([...needed.map(toStatement), ...[document.Statement].flat()]);
  const { answer, witness, why } = includes(fix(documentOf(needed)), fix(document));
  if (answer !== 'none')
    throw new Error(`the boundary is not proved to allow what is needed: ${JSON.stringify(witness ?? why)}`);
}

/** Grants as a plain policy: a statement per action and condition. What the minimised one is measured against. */
function documentOf(grants: readonly (Grant | Widening)[]): PolicyDocument & { Statement: Statement[] } {
  const groups = groupBy(grants, (grant) => `${grant.action}\n${conditionKeyOf(grant.condition)}`);
  const Statement = [...groups.values()].map((group) => ({
    ...toStatement(group[0]!),
    Resource: group.map((grant) => grant.resource),
  }));
  return { Version: '2012-10-17', Statement };
}

const toStatement = ({ action, resource, condition }: Grant | Widening): Omit<OutputStatement, 'Sid'> => ({
  Effect: 'Allow',
  Action: [action],
  Resource: [resource],
  ...(condition && { Condition: condition }),
});
