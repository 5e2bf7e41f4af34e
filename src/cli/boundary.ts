import { openCatalog } from '../catalog/index.js';
import { textOf } from '../findings/index.js';
import { type Boundary, boundary, companionsOf, type Headroom } from '../minimize/index.js';
import type { ArnContext } from '../model/arn.js';
import type { Permission } from '../model/permission.js';
import { analyze } from '../pipeline.js';
import { analyzeOptions } from './analyze-options.js';
import { choose } from './choose.js';
import { type ExitCode, FINDINGS, SUCCESS } from './exit-codes.js';
import type { BoundaryFlags } from './flags/boundary.js';
import { writeOutput } from './outputs.js';
import { permissionsOf, readEnvelope } from './read-envelope.js';

const HEADROOMS: { readonly [name: string]: Headroom } = { coarse: 'coarse', tight: 'tight', exact: 'exact' };

interface Made {
  id: string;
  made: Boundary;
}

type Format = (all: readonly Made[], context: ArnContext, roles: string) => string;

const FORMATS: { readonly [format: string]: Format } = {
  policy: (all) => json(all.length === 1 ? all[0]!.made.policy.document : byId(all, ({ policy }) => policy.document)),
  json: (all, context, roles) =>
    json({
      schemaVersion: 1,
      boundaries: byId(all, ({ policy, headroom, explanation }) => ({
        name: policy.name,
        headroom,
        document: policy.document,
        explanation,
      })),
      ...companionsOf(
        all.map(({ made }) => made),
        context,
        roles,
      ),
    }),
  explain: (all) =>
    all
      .map(({ id, made }) => {
        const lines = made.explanation.map(({ sid, line, why }) => `  ${sid}: ${line}: ${why}`);
        return `${id}: ${made.policy.name} (${made.headroom})\n${lines.join('\n')}\n`;
      })
      .join('\n'),
};

/** Runs `boundary`: one boundary per function, from a project or from the answer of generate. */
export async function runBoundary(path: string, flags: BoundaryFlags): Promise<ExitCode> {
  const format = choose(FORMATS, flags.format, '--format');
  const headroom = choose(HEADROOMS, flags.headroom, '--headroom');
  const options = await analyzeOptions(flags);
  const catalog = openCatalog();
  const all = (await permissionsByFunction(path, flags)).map(
    ({ id, permissions }): Made => ({
      id,
      made: boundary(permissions, { arnContext: options.arnContext, name: `${id}-boundary`, catalog, headroom }),
    }),
  );
  const roles =
    flags.roles ?? `arn:${options.arnContext.partition ?? 'aws'}:iam::${options.arnContext.account ?? '*'}:role/*`;
  await writeOutput(format(all, options.arnContext, roles), flags.output);
  const findings = all.flatMap(({ made }) => made.findings);
  for (const finding of findings) process.stderr.write(`${finding.level}: ${textOf(finding)} [${finding.ruleId}]\n`);
  return findings.some(({ level }) => level === 'error') ? FINDINGS : SUCCESS;
}

async function permissionsByFunction(
  path: string,
  flags: BoundaryFlags,
): Promise<{ id: string; permissions: Permission[] }[]> {
  const envelope = path === '-' || path.endsWith('.json') ? await readEnvelope(path) : undefined;
  if (envelope) return envelope.functions.map((fn) => ({ id: fn.id, permissions: permissionsOf(fn) }));
  const { functions } = await analyze(path, await analyzeOptions(flags));
  return functions.map(({ fn, permissions }) => ({ id: fn.id, permissions }));
}

const byId = (all: readonly Made[], of: (made: Boundary) => unknown): object =>
  Object.fromEntries(all.map(({ id, made }) => [id, of(made)]));

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
