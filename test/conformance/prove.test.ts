import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../e2e/run-cli.js';

const CORPORA = join(REPOSITORY, '../shared/conformance');

/** Published verdicts: they are not part of this repository, so the test runs only where they lie beside it. */
describe.runIf(existsSync(CORPORA))('published verdicts', () => {
  it.each(['score-no-new-access', 'score-inclusion', 'score-managed-policies'])('%s', (scorer) => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(CORPORA, `${scorer}.mjs`), '--', process.execPath, join(REPOSITORY, 'bin/iam-tighten.js')],
      { encoding: 'utf8' },
    );
    const sum = JSON.parse(stdout.slice(stdout.indexOf('{'), stdout.indexOf('\n}') + 2)) as {
      [name: string]: unknown;
      witness: { [name: string]: number };
    };
    expect({
      status,
      unsound: sum['unsound'],
      conservative: sum['conservative'],
      unknown: sum['unknown'],
      refuted: sum.witness['refuted'],
      unchecked: sum.witness['unchecked'],
    }).toEqual({
      status: 0,
      unsound: 0,
      conservative: 0,
      unknown: 0,
      refuted: 0,
      unchecked: 0,
    });
  });
});
