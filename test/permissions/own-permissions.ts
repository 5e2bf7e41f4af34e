import { fileURLToPath } from 'node:url';
import type { OwnPermissions } from '../../src/cli/own-permissions.js';
import { renderArn } from '../../src/model/arn-render.js';
import { analyze } from '../../src/pipeline.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

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
  ['generate, explain, check', '--cloudtrail s3://bucket/prefix', 'trailBucket'],
  ['generate, explain, check', '--access-advisor', 'accessAdvisor'],
  ['validate', '--online', 'validatePolicy'],
  ['validate', '--reference', 'checkNoNewAccess'],
  ['validate', '--not-granted', 'checkAccessNotGranted'],
  ['validate', '--no-public', 'checkNoPublicAccess'],
];

/** Places where a need could hide: there must be none in what is traced. */
const HIDING = new Set(['unresolved-operation', 'client-escapes', 'budget-exceeded', 'opaque-package']);

/** Runs the pipeline on the tool's own source and keeps what the code needs; what Lambda would need is left out. */
export async function ownPermissions(): Promise<OwnPermissions> {
  const byHandler = new Map<string, OwnPermissions['parts'][number]['permissions']>();
  for (const handler of new Set(PARTS.map(([, , name]) => name))) {
    const { functions } = await analyze(ROOT, { arnContext: {}, handler: `test/permissions/entries.${handler}` });
    const [{ permissions, ledger }] = functions as [(typeof functions)[number]];
    const open = ledger.filter(({ bucket }) => HIDING.has(bucket));
    if (open.length > 0) throw new Error(`${handler}: ${open.map(({ reason }) => reason).join('; ')}`);
    const own = permissions.filter(({ evidence }) => evidence.some(({ source }) => source === 'static'));
    byHandler.set(
      handler,
      own.map(({ action, resource }) => ({ action, resource: renderArn(resource) })),
    );
  }
  return {
    parts: PARTS.map(([command, part, handler]) => ({ command, part, permissions: byHandler.get(handler)! })),
  };
}
