import {
  GenerateServiceLastAccessedDetailsCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetServiceLastAccessedDetailsCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
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

/** A role as IAM has it, with every policy that decides what it may do. */
interface RoleRecord {
  arn: string;
  name: string;
  createdAt: string;
  lastUsed: string | null;
  boundary: string | null;
  inline: { name: string; document: unknown }[];
  managed: { name: string; arn: string; document: unknown }[];
}

/** What the tool asks of IAM. */
export interface IamPort {
  roleArns(): AsyncGenerator<string>;
  role(name: string): Promise<RoleRecord>;
  /** Runs an Access Advisor job and waits for it. Throws AdvisorFailed when the job fails. */
  lastAccessed(arn: string, level: 'SERVICE_LEVEL' | 'ACTION_LEVEL', signal: AbortSignal): Promise<LastAccessed[]>;
}

const POLL_INTERVAL = 1000;

export function openIam(session: AwsSession, poll: number = POLL_INTERVAL): IamPort {
  const client = new IAMClient(clientConfig(session));
  const document = async (PolicyArn: string): Promise<unknown> => {
    const { Policy } = await callAws('iam:GetPolicy', () => client.send(new GetPolicyCommand({ PolicyArn })));
    const version = await callAws('iam:GetPolicyVersion', () =>
      client.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId })),
    );
    return decode(version.PolicyVersion?.Document);
  };
  return {
    async *roleArns() {
      let Marker: string | undefined;
      do {
        const page = await callAws('iam:ListRoles', () => client.send(new ListRolesCommand({ Marker })));
        for (const role of page.Roles ?? []) if (role.Arn !== undefined) yield role.Arn;
        ({ Marker } = page);
      } while (Marker !== undefined);
    },
    async role(RoleName) {
      const { Role } = await callAws('iam:GetRole', () => client.send(new GetRoleCommand({ RoleName })), {
        NoSuchEntity: `there is no role ${RoleName} in this account`,
        NoSuchEntityException: `there is no role ${RoleName} in this account`,
      });
      const inline: RoleRecord['inline'] = [];
      for (const PolicyName of await inlineNames(client, RoleName)) {
        const policy = await callAws('iam:GetRolePolicy', () =>
          client.send(new GetRolePolicyCommand({ RoleName, PolicyName })),
        );
        inline.push({ name: PolicyName, document: decode(policy.PolicyDocument) });
      }
      const managed: RoleRecord['managed'] = [];
      for (const { name, arn } of await attached(client, RoleName))
        managed.push({ name, arn, document: await document(arn) });
      return {
        arn: Role?.Arn ?? '',
        name: RoleName,
        createdAt: seconds(Role?.CreateDate) ?? '',
        lastUsed: seconds(Role?.RoleLastUsed?.LastUsedDate),
        boundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
        inline,
        managed,
      };
    },
    async lastAccessed(Arn, Granularity, signal) {
      const { JobId } = await callAws(
        'iam:GenerateServiceLastAccessedDetails',
        () => client.send(new GenerateServiceLastAccessedDetailsCommand({ Arn, Granularity })),
        {
          NoSuchEntityException: `there is no role ${Arn} in this account`,
          NoSuchEntity: `there is no role ${Arn} in this account`,
        },
      );
      const services: LastAccessed[] = [];
      let Marker: string | undefined;
      for (;;) {
        const page = await callAws('iam:GetServiceLastAccessedDetails', () =>
          client.send(new GetServiceLastAccessedDetailsCommand({ JobId, Marker })),
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

async function inlineNames(client: IAMClient, RoleName: string): Promise<string[]> {
  const names: string[] = [];
  let Marker: string | undefined;
  do {
    const page = await callAws('iam:ListRolePolicies', () =>
      client.send(new ListRolePoliciesCommand({ RoleName, Marker })),
    );
    names.push(...(page.PolicyNames ?? []));
    ({ Marker } = page);
  } while (Marker !== undefined);
  return names;
}

async function attached(client: IAMClient, RoleName: string): Promise<{ name: string; arn: string }[]> {
  const policies: { name: string; arn: string }[] = [];
  let Marker: string | undefined;
  do {
    const page = await callAws('iam:ListAttachedRolePolicies', () =>
      client.send(new ListAttachedRolePoliciesCommand({ RoleName, Marker })),
    );
    for (const { PolicyName, PolicyArn } of page.AttachedPolicies ?? [])
      policies.push({ name: PolicyName ?? '', arn: PolicyArn ?? '' });
    ({ Marker } = page);
  } while (Marker !== undefined);
  return policies;
}

/** IAM returns policy documents URL-encoded (RFC 3986). */
const decode = (document: string | undefined): unknown =>
  document === undefined ? undefined : (JSON.parse(decodeURIComponent(document)) as unknown);

const seconds = (date: Date | undefined): string | null => (date ? `${date.toISOString().slice(0, 19)}Z` : null);
