import type { Catalog } from '../../../src/catalog/types.js';
import type { Mode } from '../../../src/merge/usage/decide.js';
import { randomFrom, randomFunction } from './random-function.js';
import { allows, type Call, callsOf, type Grant, HISTORY, historyOf, policyOf } from './trial.js';

/** One policy maker of the table. `observed` is what log miners do: one statement per ARN seen, no code. */
const MAKERS: readonly (readonly [name: string, mode: Mode | undefined, minimumDays?: number])[] = [
  ['strict', 'strict'],
  ['strict, --minimum-days 0', 'strict', 0],
  ['balanced', 'balanced'],
  ['safe', 'safe'],
  ['observed ARNs only', undefined],
];

export interface Row {
  window: number;
  maker: string;
  /** Held-out requests, those denied, those denied although the code declares them, and functions with at least one. */
  requests: number;
  denied: number;
  deniedDeclared: number;
  functionsDenied: number;
  /** Grants (action and resource), and those that no request of the held-out days needed. */
  grants: number;
  unneeded: number;
}

/** Trains on `window` days before the split, tests on the days behind it, for every maker; sums over the functions of the seeds. */
export function evaluate(seeds: readonly number[], windows: readonly number[], catalog: Catalog): Row[] {
  const histories = seeds.map((seed) => {
    const fn = randomFunction(seed);
    return { fn, calls: callsOf(fn, randomFrom(seed + 1000)) };
  });
  return windows.flatMap((window) =>
    MAKERS.map(([maker, mode, minimumDays]) => {
      const row = {
        window,
        maker,
        requests: 0,
        denied: 0,
        deniedDeclared: 0,
        functionsDenied: 0,
        grants: 0,
        unneeded: 0,
      };
      for (const { fn, calls } of histories) {
        const policy = mode
          ? policyOf(fn, historyOf(fn, calls, window, catalog), mode, catalog, minimumDays)
          : observed(calls, window, fn.logsData);
        count(row, policy, calls);
      }
      return row;
    }),
  );
}

function observed(calls: readonly Call[], window: number, logsData: boolean): Grant[] {
  const seen = new Map<string, Grant>();
  for (const { habit, resource, day } of calls) {
    if (day >= HISTORY || day < HISTORY - window || (habit.category === 'Data' && !logsData)) continue;
    seen.set(`${habit.action} ${resource}`, { action: habit.action, resource });
  }
  return [...seen.values()];
}

function count(row: Row, policy: readonly Grant[], calls: readonly Call[]): void {
  const heldOut = calls.filter(({ day }) => day >= HISTORY);
  const denied = heldOut.filter((call) => !allows(policy, call));
  row.requests += heldOut.length;
  row.denied += denied.length;
  row.deniedDeclared += denied.filter(({ habit }) => habit.declared).length;
  row.functionsDenied += denied.length > 0 ? 1 : 0;
  row.grants += policy.length;
  row.unneeded += policy.filter((grant) => !heldOut.some((call) => allows([grant], call))).length;
}
