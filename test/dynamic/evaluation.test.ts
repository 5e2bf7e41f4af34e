import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import { randomFrom, randomFunction } from './evaluation/random-function.js';
import { allows, callsOf, HISTORY, historyOf, policyOf } from './evaluation/trial.js';

const catalog = openCatalog();
const SEEDS = Array.from({ length: 12 }, (_, seed) => seed);

describe('held-out requests', () => {
  it.each([1, 7, 30, 90])('of what the code declares are never denied by balanced and safe, with %i days', (window) => {
    for (const seed of SEEDS) {
      const fn = randomFunction(seed);
      const calls = callsOf(fn, randomFrom(seed + 1000));
      const usage = historyOf(fn, calls, window, catalog);
      const heldOut = calls.filter(({ day, habit }) => day >= HISTORY && habit.declared);
      expect(heldOut.length).toBeGreaterThan(100);
      for (const mode of ['balanced', 'safe'] as const) {
        const policy = policyOf(fn, usage, mode, catalog);
        expect(heldOut.filter((call) => !allows(policy, call)).map(({ resource }) => resource)).toEqual([]);
      }
    }
  });

  it('can be denied by strict: the test would see it', () => {
    const denied = SEEDS.flatMap((seed) => {
      const fn = randomFunction(seed);
      const calls = callsOf(fn, randomFrom(seed + 1000));
      const policy = policyOf(fn, historyOf(fn, calls, 7, catalog), 'strict', catalog, 0);
      return calls.filter((call) => call.day >= HISTORY && call.habit.declared && !allows(policy, call));
    });
    expect(denied.length).toBeGreaterThan(0);
  });
});
