import { fileURLToPath } from 'node:url';
import type { OwnPermissions } from '../../src/cli/own-permissions.js';
import { arnCovers } from '../../src/model/arn-covers.js';
import { renderArn } from '../../src/model/arn-render.js';
import { analyze } from '../../src/pipeline.js';

type OwnPermission = OwnPermissions['parts'][number]['permissions'][number];

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Commands that read the history of a role on the spot. */
const READS_HISTORY = 'generate, explain, check, boundary, propose, comment';

/** Which handler of entries.ts stands for which part of a command. */
const PARTS: readonly (readonly [command: string, part: string, handler: string])[] = [
  ['collect', 's3://bucket/prefix', 'trailBucket'],
  ['collect', 'lookup-events', 'lookupEvents'],
  ['collect', 'access-advisor', 'accessAdvisor'],
  ['collect', 'access-analyzer:<arn>', 'accessAnalyzer'],
  ['collect', 'generated-policy:<trail ARN or job id>', 'generatedPolicy'],
  ['collect', 'athena:<database>.<table>', 'athena'],
  ['collect', 'lake:<event data store>', 'lake'],
  ['collect', '--selectors', 'selectors'],
  ['collect', '--verify-digests', 'publicKeys'],
  [READS_HISTORY, '--cloudtrail s3://bucket/prefix', 'trailBucket'],
  [READS_HISTORY, '--access-advisor', 'adviceOnRole'],
  ['report', '--online', 'accountOnline'],
  ['report', '--access-advisor', 'adviceOnRole'],
  ['report', '--cloudtrail s3://bucket/prefix', 'trailBucket'],
  ['report', '--selectors', 'selectors'],
  ['validate', '--online', 'validatePolicy'],
  ['validate', '--reference', 'checkNoNewAccess'],
  ['validate', '--not-granted', 'checkAccessNotGranted'],
  ['validate', '--no-public', 'checkNoPublicAccess'],
];

/** Places where a need could hide: there must be none in what is traced. */
const HIDING = new Set(['unresolved-operation', 'client-escapes', 'budget-exceeded', 'opaque-package']);

/** A default name beside the wildcard of the one that a flag may give (`workgroup/primary`, `workgroup/*`) asks for nothing more. */
const covers = (wider: OwnPermission, row: OwnPermission): boolean =>
  wider.action === row.action && arnCovers(wider.resource, row.resource);

/** Runs the pipeline on the tool's own source and keeps what the code needs; what Lambda would need is left out. */
export async function ownPermissions(): Promise<OwnPermissions> {
  const byHandler = new Map<string, OwnPermissions['parts'][number]['permissions']>();
  for (const handler of new Set(PARTS.map(([, , name]) => name))) {
    const { functions } = await analyze(ROOT, { arnContext: {}, handler: `test/permissions/entries.${handler}` });
    const [{ permissions, ledger }] = functions as [(typeof functions)[number]];
    const open = ledger.filter(({ bucket }) => HIDING.has(bucket));
    if (open.length > 0) throw new Error(`${handler}: ${open.map(({ reason }) => reason).join('; ')}`);
    const own = permissions.filter(({ evidence }) => evidence.some(({ source }) => source === 'static'));
    const rows = own.map(({ action, resource }) => ({ action, resource: renderArn(resource) }));
    byHandler.set(
      handler,
      rows.filter((row) => !rows.some((wider) => wider !== row && covers(wider, row))),
    );
  }
  return {
    parts: PARTS.map(([command, part, handler]) => ({ command, part, permissions: byHandler.get(handler)! })),
  };
}
