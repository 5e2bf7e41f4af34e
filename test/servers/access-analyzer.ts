import type { RestRoutes } from './protocols.js';
import { ServiceError } from './protocols.js';

/** An unused-access finding of the server. */
export interface ServedFinding {
  id: string;
  role: string;
  details: { serviceNamespace: string; lastAccessed?: string; actions?: { action: string; lastAccessed?: string }[] }[];
}

/**
 * Routes of an unused-access analyzer, one finding a page. Spread them with the routes of other files into one `restJsonService('access-analyzer', …)`.
 */
export function unusedAccessRoutes(analyzerArn: string, findings: readonly ServedFinding[]): RestRoutes {
  const check = (arn: string | null | undefined): void => {
    if (arn !== analyzerArn)
      throw new ServiceError(404, 'ResourceNotFoundException', 'no such analyzer', {
        resourceId: arn,
        resourceType: 'analyzer',
      });
  };
  return {
    'POST /findingv2': ({ body }) => {
      const { analyzerArn: arn, nextToken } = body as { analyzerArn: string; nextToken?: string };
      check(arn);
      const at = Number(nextToken ?? 0);
      const finding = findings[at];
      return {
        findings: finding
          ? [
              {
                id: finding.id,
                resource: finding.role,
                resourceType: 'AWS::IAM::Role',
                findingType: 'UnusedPermission',
                status: 'ACTIVE',
                resourceOwnerAccount: '111122223333',
                analyzedAt: '2026-08-01T00:00:00Z',
                createdAt: '2026-08-01T00:00:00Z',
                updatedAt: '2026-08-01T00:00:00Z',
              },
            ]
          : [],
        ...(at + 1 < findings.length && { nextToken: String(at + 1) }),
      };
    },
    'GET /findingv2/{id}': ({ path, query }) => {
      check(query.get('analyzerArn'));
      const finding = findings.find(({ id }) => id === path['id']);
      if (!finding) throw new ServiceError(404, 'ResourceNotFoundException');
      return {
        id: finding.id,
        resource: finding.role,
        resourceType: 'AWS::IAM::Role',
        findingType: 'UnusedPermission',
        status: 'ACTIVE',
        findingDetails: finding.details.map((unusedPermissionDetails) => ({ unusedPermissionDetails })),
      };
    },
  };
}

/** A policy generation of the server: how its job ends. */
export interface ServedGeneration {
  role: string;
  status: 'SUCCEEDED' | 'FAILED';
  error?: { code: string; message: string };
  complete?: boolean;
  policies?: unknown[];
}

/** Routes of policy generation: one job at a time, IN_PROGRESS for `polls` answers, results by the role that was asked about. */
export function policyGenerationRoutes(served: readonly ServedGeneration[], polls = 2): RestRoutes {
  const jobs = new Map<string, { generation: ServedGeneration; polls: number; start: string; end: string }>();
  const running = () => [...jobs.values()].some((job) => job.polls > 0);
  return {
    'PUT /policy/generation': ({ body }) => {
      const { policyGenerationDetails, cloudTrailDetails } = body as {
        policyGenerationDetails: { principalArn: string };
        cloudTrailDetails?: { accessRole: string; startTime: string; endTime: string; trails: unknown[] };
      };
      if (running()) throw new ServiceError(402, 'ServiceQuotaExceededException');
      const generation = served.find(({ role }) => role === policyGenerationDetails.principalArn);
      if (!generation || !cloudTrailDetails?.accessRole || cloudTrailDetails.trails.length !== 1)
        throw new ServiceError(400, 'ValidationException');
      const jobId = `00000000-0000-0000-0000-${String(jobs.size).padStart(12, '0')}`;
      jobs.set(jobId, { generation, polls, start: cloudTrailDetails.startTime, end: cloudTrailDetails.endTime });
      return { jobId };
    },
    'GET /policy/generation/{id}': ({ path }) => {
      const job = jobs.get(path['id'] ?? '');
      if (!job) throw new ServiceError(400, 'ValidationException');
      const jobId = path['id'];
      const startedOn = '2026-10-01T00:00:00Z';
      if (job.polls-- > 0)
        return { jobDetails: { jobId, status: 'IN_PROGRESS', startedOn }, generatedPolicyResult: {} };
      const { role, status, error, complete = true, policies = [] } = job.generation;
      const trail = { cloudTrailArn: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main', regions: ['eu-west-1'] };
      return {
        jobDetails: { jobId, status, startedOn, completedOn: startedOn, ...(error && { jobError: error }) },
        generatedPolicyResult: {
          properties: {
            principalArn: role,
            isComplete: complete,
            cloudTrailProperties: { trailProperties: [trail], startTime: job.start, endTime: job.end },
          },
          generatedPolicies: policies.map((policy) => ({ policy: JSON.stringify(policy) })),
        },
      };
    },
  };
}
