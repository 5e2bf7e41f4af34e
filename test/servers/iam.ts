import type { AwsHandler } from './aws-server.js';
import { accountDetails, type ServedDetail, type ServedPolicy } from './iam-account.js';
import { queryService, ServiceError } from './protocols.js';

/** A role of the server with what Access Advisor knows of it. */
export interface ServedRole extends ServedDetail {
  /** namespace → last access and, where the service tracks actions, theirs. */
  advisor?: { [service: string]: { last: string | null; actions?: { [action: string]: string | null } } };
  /** The job ends as FAILED with this message. */
  advisorFails?: string;
  /** Asking Access Advisor about the role is answered with this error. */
  advisorError?: { status: number; code: string };
}

const NAMESPACE = 'https://iam.amazonaws.com/doc/2010-05-08/';

/**
 * IAM over the Query protocol: roles with policies, and Access Advisor jobs that are IN_PROGRESS for `polls` answers and belong to the key
 * that started them. Lists are paged by `pageSize`; `busy` counts the jobs that run at once.
 */
export function iamHandler(
  roles: readonly ServedRole[],
  { polls = 1, pageSize = 2, policies = [] as readonly ServedPolicy[], busy = { now: 0, most: 0 } } = {},
): AwsHandler {
  const jobs = new Map<string, { role: ServedRole; owner: string; level: string; polls: number }>();
  const byName = (name: string | null): ServedRole => {
    const role = roles.find(({ arn }) => arn.split('/').at(-1) === name || arn === name);
    if (!role) throw new ServiceError(404, 'NoSuchEntity', `The role with name ${name} cannot be found.`);
    return role;
  };
  const page = <T>(items: readonly T[], form: URLSearchParams, show: (item: T) => string): string => {
    const start = Number(form.get('Marker') ?? 0);
    const end = start + pageSize;
    const more = end < items.length;
    return `${items.slice(start, end).map(show).join('')}|<IsTruncated>${more}</IsTruncated>${more ? `<Marker>${end}</Marker>` : ''}`;
  };
  const listOf = (tag: string, paged: string): string => {
    const at = paged.lastIndexOf('|');
    return `<${tag}>${paged.slice(0, at)}</${tag}>${paged.slice(at + 1)}`;
  };
  return queryService('iam', NAMESPACE, {
    GetAccountAuthorizationDetails: accountDetails(roles, policies, pageSize),
    ListRoles: (form) =>
      listOf(
        'Roles',
        page(
          roles,
          form,
          ({ arn }) => `<member><Arn>${arn}</Arn><RoleName>${arn.split('/').at(-1)}</RoleName></member>`,
        ),
      ),
    GetRole: (form) => {
      const { arn, created = '2026-01-01T00:00:00Z' } = byName(form.get('RoleName'));
      return `<Role><Arn>${arn}</Arn><CreateDate>${created}</CreateDate></Role>`;
    },
    GenerateServiceLastAccessedDetails: (form, { accessKey }) => {
      const role = byName(form.get('Arn'));
      if (role.advisorError) throw new ServiceError(role.advisorError.status, role.advisorError.code);
      busy.most = Math.max(busy.most, ++busy.now);
      const id = `job-${String(jobs.size).padStart(32, '0')}`;
      jobs.set(id, {
        role,
        owner: accessKey,
        level: form.get('Granularity') ?? 'SERVICE_LEVEL',
        polls,
      });
      return `<JobId>${id}</JobId>`;
    },
    GetServiceLastAccessedDetails: (form, { accessKey }) => {
      const job = jobs.get(form.get('JobId') ?? '');
      if (!job || job.owner !== accessKey)
        throw new ServiceError(404, 'NoSuchEntity', 'The job is not of this caller.');
      if (job.polls-- > 0)
        return '<JobStatus>IN_PROGRESS</JobStatus><JobCreationDate>2026-08-01T00:00:00Z</JobCreationDate>';
      if (!form.has('Marker')) busy.now -= 1;
      if (job.role.advisorFails)
        return `<JobStatus>FAILED</JobStatus><Error><Message>${job.role.advisorFails}</Message><Code>ServiceFailure</Code></Error>`;
      const services = page(Object.entries(job.role.advisor ?? {}), form, ([service, { last, actions }]) => {
        const tracked =
          actions && job.level === 'ACTION_LEVEL'
            ? `<TrackedActionsLastAccessed>${Object.entries(actions)
                .map(
                  ([action, time]) =>
                    `<member><ActionName>${action}</ActionName>${time ? `<LastAccessedTime>${time}</LastAccessedTime>` : ''}</member>`,
                )
                .join('')}</TrackedActionsLastAccessed>`
            : '';
        return `<member><ServiceName>${service}</ServiceName><ServiceNamespace>${service}</ServiceNamespace>${last ? `<LastAuthenticated>${last}</LastAuthenticated>` : ''}${tracked}</member>`;
      });
      return `<JobStatus>COMPLETED</JobStatus>${listOf('ServicesLastAccessed', services)}`;
    },
  });
}
