import { openCatalog } from '../catalog/index.js';
import { textOf } from '../findings/index.js';
import { type Drift, findDrift } from '../minimize/index.js';
import type { PolicyDocument } from '../model/policy.js';
import { UserError } from '../model/user-error.js';
import { choose } from './choose.js';
import { type ExitCode, FINDINGS, SUCCESS } from './exit-codes.js';
import type { DriftFlags } from './flags/drift.js';
import { writeOutput } from './outputs.js';
import { readPolicies } from './policy-files.js';
import { readEnvelope } from './read-envelope.js';

interface Compared {
  policy: string;
  /** Catalog the policy was made with; unknown for a bare document. */
  madeWith?: string;
  drift: Drift[];
}

const FORMATS: { readonly [format: string]: (all: readonly Compared[], version: string) => string } = {
  text: (all, version) => {
    const lines = all.flatMap(({ policy, drift }) =>
      drift.map(({ glob, gained }) => {
        const args = { glob, gained: gained.join(', ') };
        return `${policy}: ${textOf({ ruleId: 'IT408', level: 'warning', args })}`;
      }),
    );
    return `${[...lines, `${lines.length} globs match more than was needed in catalog ${version}`].join('\n')}\n`;
  },
  json: (all, version) => `${JSON.stringify({ schemaVersion: 1, catalog: { version }, policies: all }, null, 2)}\n`,
};

/** Runs `drift`. */
export async function runDrift(file: string, flags: DriftFlags): Promise<ExitCode> {
  const format = choose(FORMATS, flags.format, '--format');
  const catalog = openCatalog();
  const all = (await questionsOf(file, flags)).map(
    ({ policy, document, needed, madeWith }): Compared => ({
      policy,
      ...(madeWith && { madeWith }),
      drift: findDrift(document, needed, catalog),
    }),
  );
  await writeOutput(format(all, catalog.version), undefined);
  return all.some(({ drift }) => drift.length > 0) ? FINDINGS : SUCCESS;
}

interface Question {
  policy: string;
  document: PolicyDocument;
  needed: string[];
  madeWith?: string;
}

async function questionsOf(file: string, { needs }: DriftFlags): Promise<Question[]> {
  const envelope = await readEnvelope(file);
  if (envelope)
    return envelope.functions.flatMap((fn) =>
      fn.policies.map(({ name, document }) => ({
        policy: name,
        document,
        needed: fn.permissions.map(({ action }) => action),
        madeWith: envelope.catalog.version,
      })),
    );
  if (needs === undefined)
    throw new UserError(`${file} does not say which actions were needed`, {
      advice: 'give the answer of generate --json, or name the policy with its actions written out by --needs',
    });
  const [document, exact] = (await readPolicies([file, needs])) as [PolicyDocument, PolicyDocument];
  const needed = [exact.Statement].flat().flatMap(({ Action }) => Action ?? []);
  return [{ policy: file, document, needed }];
}
