import { AdvisorFailed, type IamPort, type LastAccessed } from '../../aws/iam.js';
import type { AdvisorRecord } from '../../model/usage.js';
import { UserError } from '../../model/user-error.js';
import { type EvidencePart, type EvidenceSource, type EvidenceStep, emptyPart } from '../evidence-source.js';

/**
 * Access Advisor: when a role last tried a service, and for some management actions which. It counts attempts, denied ones too, so it is
 * an upper bound of use and never proof of need. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
 * Without `--role` every role of the account is asked about.
 */
export function accessAdvisorSource(iam: IamPort, location: string): EvidenceSource {
  return {
    kind: 'access-advisor',
    location,
    async *read({ filter, after, signal, progress }): AsyncGenerator<EvidenceStep> {
      const arns = filter.roles.length > 0 ? [...filter.roles] : await all(iam.roleArns());
      const wanted = arns.filter((arn) => !arn.includes(':role/aws-service-role/')).sort();
      for (const [index, arn] of wanted.entries()) {
        if (after !== undefined && arn <= after) continue;
        if (signal.aborted) return;
        const services = await ask(iam, arn, signal);
        const created = await iam.createdAt(arn);
        progress({ done: index + 1, total: wanted.length, unit: 'roles', events: 0 });
        const part: EvidencePart = {
          ...emptyPart(),
          accounts: [accountOf(arn)],
          roles: [{ arn, usages: [], advisor: recordsOf(services), ...(created && { created }) }],
        };
        yield { key: arn, part };
      }
    },
  };
}

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

async function all(list: AsyncIterable<string>): Promise<string[]> {
  const items: string[] = [];
  for await (const item of list) items.push(item);
  return items;
}
