import type { PolicyGenerationPort } from '../../aws/policy-generation.js';
import { QueryFailed } from '../../aws/query-failed.js';
import { DAY } from '../../model/days.js';
import type { AdvisorRecord } from '../../model/usage.js';
import { UserError } from '../../model/user-error.js';
import { type EvidenceSource, type EvidenceStep, emptyPart } from '../evidence-source.js';

const TRAIL = /^arn:[^:]+:cloudtrail:[^:]+:\d{12}:trail\/.+$/;
/** A generation reads at most 90 days: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-policy-generation.html */
const MAX_DAYS = 90;

/**
 * A policy that Access Analyzer generates from a trail, or has generated: `word` is a trail's ARN or a job's id. It lists actions without
 * counts, resources or times, and AWS does not say what it makes of denied calls: so an action in it is taken as tried in its window, which
 * keeps a declared permission and grants nothing. An action that is not in it is unknown.
 */
export function generatedPolicySource(word: string, port: PolicyGenerationPort, accessRole?: string): EvidenceSource {
  return {
    kind: 'access-analyzer',
    location: `generated-policy:${word}`,
    async *read({ filter, signal, progress }): AsyncGenerator<EvidenceStep> {
      const jobs = TRAIL.test(word) ? filter.roles : [undefined];
      if (jobs.length === 0 || (jobs[0] !== undefined && accessRole === undefined))
        throw new UserError('generating a policy needs --role and --access-role', {
          advice: 'the access role is one by which Access Analyzer may read the bucket of the trail',
        });
      const part = emptyPart();
      for (const [index, role] of jobs.entries()) {
        const to = filter.until ? new Date(filter.until) : new Date();
        const from = filter.since ? new Date(filter.since) : new Date(to.getTime() - MAX_DAYS * DAY);
        const id =
          role === undefined ? word : await port.start({ role, trail: word, accessRole: accessRole!, from, to });
        const policy = await finished(port, id, signal);
        part.roles.push({
          arn: policy.role,
          usages: [],
          advisor: policy.documents.flatMap((one) => recordsOf(one, policy.to)),
        });
        part.regions = [...new Set([...part.regions, ...policy.regions])].sort();
        part.accounts = [...new Set([...part.accounts, policy.role.split(':', 5)[4] ?? ''])].sort();
        if (!policy.complete) part.problems.push({ file: id, ruleId: 'IT609', args: { job: id, role: policy.role } });
        progress({ done: index + 1, total: jobs.length, unit: 'policies', events: 0 });
      }
      yield { key: 'policies', part };
    },
  };
}

async function finished(port: PolicyGenerationPort, id: string, signal: AbortSignal) {
  try {
    return await port.result(id, signal);
  } catch (error) {
    if (!(error instanceof QueryFailed)) throw error;
    throw new UserError(`Access Analyzer generated no policy (${error.state}): ${error.reason}`, {
      advice: 'read the logs themselves: collect s3://<bucket of the trail>',
    });
  }
}

/** One record per action of the policy; patterns say nothing of a single action. */
function recordsOf(document: unknown, to: string): AdvisorRecord[] {
  const { Statement = [] } = document as { Statement?: { Effect?: string; Action?: string | string[] }[] };
  return Statement.filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action = [] }) => Action)
    .filter((action) => /^[\w-]+:\w+$/.test(action))
    .map((action) => ({ service: action.split(':')[0]!, action, lastAccessed: to, tracked: true }));
}
