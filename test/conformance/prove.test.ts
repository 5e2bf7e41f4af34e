import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import { describe, expect, it } from 'vitest';
import type { PolicyDocument, Statement } from '../../src/model/policy.js';
import { includes, type Witness } from '../../src/prove/index.js';
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

interface Managed {
  name: string;
  document: PolicyDocument;
}

describe.runIf(existsSync(CORPORA))('managed policies', () => {
  const lines = () =>
    gunzipSync(readFileSync(join(CORPORA, 'managed-policies.jsonl.gz')))
      .toString()
      .trim()
      .split('\n');
  const policies = () =>
    lines()
      .map((line) => JSON.parse(line) as Managed)
      .filter(({ document }) => document);
  const listOf = ({ Statement }: PolicyDocument): Statement[] => (Array.isArray(Statement) ? Statement : [Statement]);

  /** iam-simulate's word on a witness. */
  const theirs = (document: PolicyDocument, { action, resource, context }: Witness): string =>
    runUnsafeSimulation(
      {
        request: {
          principal: 'arn:aws:iam::111122223333:role/r',
          action,
          resource: { resource, accountId: '111122223333' },
          contextVariables: context,
        },
        identityPolicies: [{ name: 'p', policy: document }],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
      },
      {},
    );

  it('includes each in itself, and finds an added action with a request that iam-simulate confirms', () => {
    const times: number[] = [];
    const timed = (inner: PolicyDocument, outer: PolicyDocument) => {
      const start = performance.now();
      const result = includes(inner, outer);
      times.push(performance.now() - start);
      return result;
    };
    const wrong: string[] = [];
    for (const { name, document } of policies()) {
      if (timed(document, document).answer !== 'none') wrong.push(`${name} in itself`);
      const added: Statement = {
        Effect: 'Allow',
        Action: 'zz-future:DoSomething',
        Resource: 'arn:aws:zz-future:us-east-1:111122223333:thing/a',
      };
      const wider = { ...document, Statement: [...listOf(document), added] };
      const { answer, witness } = timed(wider, document);
      const request: Witness = { action: added.Action as string, resource: added.Resource as string, context: {} };
      const isNew = theirs(wider, request) === 'Allowed' && theirs(document, request) !== 'Allowed';
      if (answer !== (isNew ? 'some' : 'none')) wrong.push(`${name} with an action more: ${answer}`);
      if (witness && !(theirs(wider, witness) === 'Allowed' && theirs(document, witness) !== 'Allowed'))
        wrong.push(`${name}: witness not confirmed`);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.floor(times.length * share)]!.toFixed(2);
    console.log(`${times.length} comparisons of managed policies: median ${at(0.5)} ms, p99 ${at(0.99)} ms`);
    expect(wrong).toEqual([]);
  });
});
