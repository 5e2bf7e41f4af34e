import {
  GenerateServiceLastAccessedDetailsCommand,
  GetRoleCommand,
  GetServiceLastAccessedDetailsCommand,
  IAMClient,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { callAws } from './aws-error.js';
import { pause } from './pacer.js';
import { type AwsSession, clientConfig } from './session.js';

/** One service of an Access Advisor answer. Times are ISO 8601 in seconds. */
export interface LastAccessed {
  service: string;
  lastAccessed: string | null;
  /** Null when the service has no tracked actions, or the question was about services only. */
  actions: { action: string; lastAccessed: string | null }[] | null;
}

/** What the tool asks of IAM. */
export interface IamPort {
  roleArns(): AsyncGenerator<string>;
  /** When a role was made, ISO 8601 in seconds: it can't have been used before. */
  createdAt(arn: string): Promise<string | undefined>;
  /** Runs an Access Advisor job and waits for it. Throws AdvisorFailed when the job fails. */
  lastAccessed(arn: string, level: 'SERVICE_LEVEL' | 'ACTION_LEVEL', signal: AbortSignal): Promise<LastAccessed[]>;
}

const POLL_INTERVAL = 1000;

export function openIam(session: AwsSession, poll: number = POLL_INTERVAL): IamPort {
  const client = new IAMClient(clientConfig(session));
  return {
    async *roleArns() {
      let Marker: string | undefined;
      do {
        const page = await callAws('iam:ListRoles', () => client.send(new ListRolesCommand({ Marker })));
        for (const role of page.Roles ?? []) if (role.Arn !== undefined) yield role.Arn;
        ({ Marker } = page);
      } while (Marker !== undefined);
    },
    async createdAt(arn) {
      const RoleName = arn.slice(arn.lastIndexOf('/') + 1);
      const { Role } = await callAws(
        'iam:GetRole',
        () => client.send(new GetRoleCommand({ RoleName })),
        noSuch(`there is no role ${arn} in this account`),
      );
      return seconds(Role?.CreateDate) ?? undefined;
    },
    async lastAccessed(Arn, Granularity, signal) {
      const { JobId } = await callAws(
        'iam:GenerateServiceLastAccessedDetails',
        () => client.send(new GenerateServiceLastAccessedDetailsCommand({ Arn, Granularity })),
        noSuch(`there is no role ${Arn} in this account`),
      );
      const services: LastAccessed[] = [];
      let Marker: string | undefined;
      for (;;) {
        const page = await callAws(
          'iam:GetServiceLastAccessedDetails',
          () => client.send(new GetServiceLastAccessedDetailsCommand({ JobId, Marker })),
          noSuch(`the answer of Access Advisor on ${Arn} is gone: other credentials asked for it`),
        );
        if (page.JobStatus === 'IN_PROGRESS') {
          await pause(poll, signal);
          continue;
        }
        if (page.JobStatus === 'FAILED') throw new AdvisorFailed(page.Error?.Message ?? 'no reason given');
        for (const { ServiceNamespace, LastAuthenticated, TrackedActionsLastAccessed } of page.ServicesLastAccessed ??
          []) {
          services.push({
            service: ServiceNamespace ?? '',
            lastAccessed: seconds(LastAuthenticated),
            actions:
              TrackedActionsLastAccessed?.map(({ ActionName, LastAccessedTime }) => ({
                action: ActionName ?? '',
                lastAccessed: seconds(LastAccessedTime),
              })) ?? null,
          });
        }
        if (!page.IsTruncated) return services;
        ({ Marker } = page);
      }
    },
  };
}

/** An Access Advisor job that AWS ended without an answer. */
export class AdvisorFailed extends Error {}

const noSuch = (sentence: string) => ({ NoSuchEntity: sentence, NoSuchEntityException: sentence });

const seconds = (date: Date | undefined): string | null => (date ? `${date.toISOString().slice(0, 19)}Z` : null);
