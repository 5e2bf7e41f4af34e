import { AwsError } from '../../aws/aws-error.js';
import { AdvisorFailed, type IamPort, type LastAccessed } from '../../aws/iam.js';
import type { AdvisorRecord } from '../../model/usage.js';
import { UserError } from '../../model/user-error.js';
import { ahead } from '../ahead.js';
import {
  type EvidencePart,
  type EvidenceSource,
  type EvidenceStep,
  emptyPart,
  type FileProblem,
} from '../evidence-source.js';

interface AdvisorOptions {
  /** When roles were made, for those of which it is known; IAM is asked about the others. */
  created?: ReadonlyMap<string, string>;
  /** Takes each role that got no answer, and why; without it they are problems of the run, which ends when all of them are. */
  failed?: (arn: string, why: string) => void;
  now?: () => Date;
}

/** Jobs at once: as many as Netflix's aardvark asked for, https://github.com/Netflix-Skunkworks/aardvark (NUM_THREADS). */
const AT_ONCE = 5;

/** "Recent activity usually appears within four hours": https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateServiceLastAccessedDetails.html */
const DELAY = 4 * 60 * 60 * 1000;

/**
 * Access Advisor: when a role last tried a service, and for some management actions which. It counts attempts, denied ones too, so it is
 * an upper bound of use and never proof of need. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
 * Without `--role` every role of the account is asked about.
 */
export function accessAdvisorSource(iam: IamPort, location: string, options: AdvisorOptions = {}): EvidenceSource {
  const { created, failed, now = () => new Date() } = options;
  const answerFor = async (arn: string, signal: AbortSignal) => {
    try {
      const services = await ask(iam, arn, signal);
      return { arn, services, made: created?.get(arn) ?? (await iam.createdAt(arn)) };
    } catch (error) {
      // A stopped run has its reason already; the reader sees the signal.
      if (signal.aborted) return { arn };
      if (!concernsOneRole(error)) throw error;
      failed?.(arn, error.message);
      return { arn, refused: error };
    }
  };
  return {
    kind: 'access-advisor',
    location,
    async *read({ filter, after, signal, progress }): AsyncGenerator<EvidenceStep> {
      const arns = filter.roles.length > 0 ? [...filter.roles] : await all(iam.roleArns());
      const wanted = arns.filter((arn) => !arn.includes(':role/aws-service-role/')).sort();
      const left = wanted.filter((arn) => after === undefined || arn > after);
      const known = iso(now().getTime() - DELAY);
      let done = wanted.length - left.length;
      let answered = done > 0;
      const refusals: EvidenceStep[] = [];
      for await (const { arn, services, made, refused } of ahead(left, AT_ONCE, (one) => answerFor(one, signal))) {
        if (signal.aborted) return;
        progress({ done: ++done, total: wanted.length, unit: 'roles', events: 0 });
        if (!services) {
          if (!refused || failed) continue;
          // Of one role among others it is a gap; of all, the caller's own trouble.
          if (done === wanted.length && !answered) throw refused;
          const step = { key: arn, part: { ...emptyPart(), problems: [problemOf(arn, refused)] } };
          if (answered) yield step;
          else refusals.push(step);
          continue;
        }
        answered = true;
        yield* refusals.splice(0);
        const part: EvidencePart = {
          ...emptyPart(),
          accounts: [accountOf(arn)],
          known,
          roles: [{ arn, usages: [], advisor: recordsOf(services), ...(made && { created: made }) }],
        };
        yield { key: arn, part };
      }
    },
  };
}

const problemOf = (arn: string, { message }: Error): FileProblem => ({
  file: arn,
  ruleId: 'IT610',
  args: { role: arn, why: message },
});

/** Not being let in, being throttled to the end or a role that is gone says nothing of the other roles; old credentials do. */
const concernsOneRole = (error: unknown): error is Error =>
  error instanceof AwsError ? ['denied', 'busy', 'known'].includes(error.failure) : error instanceof UserError;

async function ask(iam: IamPort, arn: string, signal: AbortSignal): Promise<LastAccessed[]> {
  try {
    return await iam.lastAccessed(arn, 'ACTION_LEVEL', signal);
  } catch (error) {
    if (!(error instanceof AdvisorFailed)) throw error;
    throw new UserError(`Access Advisor found no answer for ${arn}: ${error.message}`, {
      advice: 'repeat the command',
    });
  }
}

/**
 * One record per service, and one per tracked action. A service is always tracked; an action is tracked when and only when AWS lists it, so a
 * missing action means "not known", not "not used".
 */
function recordsOf(services: readonly LastAccessed[]): AdvisorRecord[] {
  return services.flatMap(({ service, lastAccessed, actions }) => [
    { service, lastAccessed, tracked: true },
    ...(actions ?? []).map((row) => ({
      service,
      action: `${service}:${row.action}`,
      lastAccessed: row.lastAccessed,
      tracked: true,
    })),
  ]);
}

const accountOf = (arn: string): string => arn.split(':', 5)[4] ?? '';

const iso = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

async function all(list: AsyncIterable<string>): Promise<string[]> {
  const items: string[] = [];
  for await (const item of list) items.push(item);
  return items;
}
