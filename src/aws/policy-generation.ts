import {
  AccessAnalyzerClient,
  GetGeneratedPolicyCommand,
  StartPolicyGenerationCommand,
} from '@aws-sdk/client-accessanalyzer';
import { callAws } from './aws-error.js';
import { pause } from './pacer.js';
import { QueryFailed } from './query-failed.js';
import { type AwsSession, clientConfig } from './session.js';

/** What is asked of a policy generation; times as dates. */
interface GenerationRequest {
  role: string;
  trail: string;
  /** Role by which Access Analyzer reads the trail's bucket; the caller must be allowed to pass it. */
  accessRole: string;
  from: Date;
  to: Date;
}

/** A policy that Access Analyzer made from a trail. */
export interface GeneratedPolicy {
  role: string;
  /** False when the trail was larger than Access Analyzer reads. */
  complete: boolean;
  regions: string[];
  /** ISO 8601 in seconds. */
  from: string;
  to: string;
  documents: unknown[];
}

/** The policy generation of Access Analyzer: one job at a time and 50 a day per account. */
export interface PolicyGenerationPort {
  start(request: GenerationRequest): Promise<string>;
  /** Waits for a job and returns its policy. Throws QueryFailed when the job ended without one. */
  result(jobId: string, signal: AbortSignal): Promise<GeneratedPolicy>;
}

const POLL_INTERVAL = 5000;

export function openPolicyGeneration(session: AwsSession, poll: number = POLL_INTERVAL): PolicyGenerationPort {
  const client = new AccessAnalyzerClient(clientConfig(session));
  return {
    async start({ role, trail, accessRole, from, to }) {
      const { jobId } = await callAws(
        'access-analyzer:StartPolicyGeneration',
        () =>
          client.send(
            new StartPolicyGenerationCommand({
              policyGenerationDetails: { principalArn: role },
              cloudTrailDetails: {
                trails: [{ cloudTrailArn: trail, allRegions: true }],
                accessRole,
                startTime: from,
                endTime: to,
              },
            }),
          ),
        {
          ServiceQuotaExceededException: 'Access Analyzer already generates a policy, or has made its 50 of this day',
          ValidationException: 'Access Analyzer refuses the request: check the role, the trail and the access role',
        },
      );
      return jobId ?? '';
    },
    async result(jobId, signal) {
      for (;;) {
        const { jobDetails, generatedPolicyResult } = await callAws(
          'access-analyzer:GetGeneratedPolicy',
          () => client.send(new GetGeneratedPolicyCommand({ jobId })),
          { ValidationException: `there is no policy generation ${jobId}; they are kept for 7 days` },
        );
        const { status = 'UNKNOWN', jobError } = jobDetails ?? {};
        if (status === 'IN_PROGRESS') {
          await pause(poll, signal);
          continue;
        }
        const properties = generatedPolicyResult?.properties;
        const times = properties?.cloudTrailProperties;
        if (status !== 'SUCCEEDED' || !properties)
          throw new QueryFailed(status, jobError ? `${jobError.code}: ${jobError.message}` : 'no reason given');
        return {
          role: properties.principalArn ?? '',
          complete: properties.isComplete ?? false,
          regions: (times?.trailProperties ?? []).flatMap(({ regions }) => regions ?? []).sort(),
          from: seconds(times?.startTime),
          to: seconds(times?.endTime ?? jobDetails?.completedOn),
          documents: (generatedPolicyResult.generatedPolicies ?? []).map(({ policy }) => JSON.parse(policy ?? '{}')),
        };
      }
    },
  };
}

const seconds = (date: Date | undefined): string => (date ? `${date.toISOString().slice(0, 19)}Z` : '');
