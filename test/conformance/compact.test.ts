import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compactNames } from '../../src/minimize/compact/compact-names.js';
import type { Cut } from '../../src/minimize/compact/glob-candidates.js';
import { REPOSITORY } from '../e2e/run-cli.js';

const FOLDER = join(REPOSITORY, '../shared/conformance');
const read = (file: string): string => gunzipSync(readFileSync(join(FOLDER, file))).toString('utf8');

interface Unit {
  service: string;
  actions: string[];
}

/** Action lists of AWS's managed policies, one per statement and service; every `step`th of them. */
function unitsOf(all: { [service: string]: string[] }, step: number): Unit[] {
  const units: Unit[] = [];
  for (const line of read('managed-policies.jsonl.gz').trim().split('\n')) {
    const { document } = JSON.parse(line) as {
      document?: { Statement: { Effect: string; Action?: string | string[] }[] };
    };
    for (const { Effect, Action } of [document?.Statement ?? []].flat()) {
      const patterns = [Action ?? []].flat();
      if (Effect !== 'Allow' || patterns.includes('*')) continue;
      for (const service of new Set(patterns.map((pattern) => pattern.split(':')[0]!.toLowerCase()))) {
        const tests = patterns.filter((pattern) => pattern.toLowerCase().startsWith(`${service}:`)).map(testOf);
        const actions = (all[service] ?? []).filter((name) => tests.some((test) => test.test(name)));
        if (actions.length > 0 && actions.length <= 400) units.push({ service, actions });
      }
    }
  }
  return units.filter((_, index) => index % step === 0);
}

const testOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.split(':')[1]!.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');

const charactersOf = (service: string, names: readonly string[]): number =>
  names.reduce((sum, name) => sum + service.length + name.length + 4, 0);

describe.runIf(existsSync(FOLDER))('globs for the actions of managed policies', () => {
  it.each<[Cut, number]>([
    ['characters', 0.2],
    ['words', 0.27],
  ])('by %s: each list exactly, in less than %d of its characters', (cut, aim) => {
    const { actions: all } = JSON.parse(read('actions.json.gz')) as { actions: { [service: string]: string[] } };
    let raw = 0;
    let size = 0;
    for (const { service, actions } of unitsOf(all, 13)) {
      const globs = compactNames(actions, all[service]!, service, cut);
      const tests = globs.map((glob) => testOf(`${service}:${glob}`));
      expect(all[service]!.filter((name) => tests.some((test) => test.test(name)))).toEqual(
        all[service]!.filter((name) => actions.includes(name)),
      );
      raw += charactersOf(service, actions);
      size += charactersOf(service, globs);
    }
    expect(size / raw).toBeLessThan(aim);
  });
});
