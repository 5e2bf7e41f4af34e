import type { PlacedStatement, PreparedSet } from '../policy/policy-set.js';
import type { ActionSelector } from './action-selector.js';
import { covers } from './covers.js';
import type { Goal } from './goal.js';
import type { Tokens } from './variables.js';

const MAX_GRANTS = 50_000;

/**
 * All ways in which access can be new: `inner` allows (one allow in each of its layers, no deny) and `outer` does not, because one of its
 * layers has no allow or because one of its denies applies. Undefined when there are too many ways.
 */
export function goalsOf(
  inner: PreparedSet,
  outer: PreparedSet,
  actions: ActionSelector,
  tokens: Tokens,
): Goal[] | undefined {
  const [given, wanted] = [layersOf(inner), layersOf(outer)];
  const ownDenies = given.flatMap(({ denies }) => denies);
  const isDenied = (deny: PlacedStatement) =>
    ownDenies.some((one) => actions.covers(one, deny) && covers(one, deny, tokens.lookup));
  const foreignDenies = wanted.flatMap(({ denies }) => denies).filter((deny) => !isDenied(deny));
  const grants = grantsOf(
    given.map(({ allows }) => allows),
    actions,
  );
  if (!grants) return undefined;
  const layers = wanted.length > 0 ? wanted.map(({ allows }) => allows) : [[]];
  return grants.flatMap((inside): Goal[] => [
    ...layers.map((allows) => ({ inside, outside: [...ownDenies, ...allows] })),
    ...foreignDenies
      .map((deny) => ({ inside: [...inside, deny], outside: ownDenies }))
      .filter((goal) => actions.meet(goal.inside)),
  ]);
}

export const layersOf = (set: PreparedSet) => [
  ...set.main,
  ...set.organization,
  ...(set.resource ? [set.resource] : []),
];

function grantsOf(layers: readonly PlacedStatement[][], actions: ActionSelector): PlacedStatement[][] | undefined {
  if (layers.length === 0) return [];
  let grants: PlacedStatement[][] = layers[0]!.map((one) => [one]);
  for (const allows of layers.slice(1)) {
    grants = grants.flatMap((inside) => allows.map((one) => [...inside, one]).filter((one) => actions.meet(one)));
    if (grants.length > MAX_GRANTS) return undefined;
  }
  return grants;
}
