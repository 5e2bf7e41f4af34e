import { UserError } from '../model/user-error.js';
import type { SkipCounts, SkipReason } from './aggregate/skip-reason.js';
import { OTHER } from './cloudtrail/foreign-file.js';
import type { EvidenceSource, FileProblem } from './evidence-source.js';

/** Reasons that say "this is no event". */
const NO_EVENT: readonly SkipReason[] = ['missing-fields', 'not-json', 'cut-off', 'too-large'];

/**
 * Throws a user error when files hold something and none of it is an event: then the wrong files were given, and an empty history would pass for
 * proof. Empty logs are no error: a quiet day has none.
 */
export function refuseForeign(
  { kind, location }: EvidenceSource,
  { events, problems }: { events: { read: number; skipped: SkipCounts }; problems: readonly FileProblem[] },
): void {
  if (kind !== 'cloudtrail-files' && kind !== 'cloudtrail-s3') return;
  const none = NO_EVENT.reduce((sum, reason) => sum + (events.skipped[reason] ?? 0), 0);
  if (events.read === 0 || none < events.read) return;
  const told = problems.find(({ args }) => args['kind'] !== undefined);
  const damaged = problems.find(({ ruleId }) => ruleId === 'IT601');
  if (told) throw new UserError(`${told.file} is ${told.args['kind']}`, { advice: String(told.args['advice']) });
  if (damaged)
    throw new UserError(`${damaged.file} is ${damaged.args['fault']}, and no event of it could be read`, {
      advice: 'fetch the file again',
    });
  throw new UserError(`no CloudTrail events in ${location}: ${events.read} elements, none of them a record`, {
    advice: OTHER.advice,
  });
}
