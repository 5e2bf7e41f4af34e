import { describe, expect, it } from 'vitest';
import { differences } from './differential.js';

describe('simulation against iam-simulate', () => {
  // A sample; the full run is `npx tsx test/prove/run-differential.ts 100000`.
  it('decides 3,000 random cases alike', async () => {
    const result = await differences(3000, 20261124);
    expect(result.differences).toEqual([]);
    expect(Object.keys(result.decisions).sort()).toEqual(['allowed', 'explicit-deny', 'implicit-deny']);
    for (const count of Object.values(result.decisions)) expect(count).toBeGreaterThan(300);
  });
});
