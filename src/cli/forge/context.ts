import { readFileSync } from 'node:fs';
import { UserError } from '../../model/user-error.js';
import type { ForgeFlags } from '../flags/forge.js';

/** Where we run: a forge's repository, pull request and commit. What is not known is absent. */
export interface ForgeContext {
  kind: ForgeKind;
  apiUrl: string;
  /** GitHub only. */
  graphqlUrl?: string;
  token?: string;
  /** `owner/name`; of GitLab also the numeric id. */
  repository?: string;
  pull?: number;
  sha?: string;
  /** Address of the repository for people. */
  webUrl?: string;
}

export type ForgeKind = 'github' | 'gitlab';

type Environment = { readonly [name: string]: string | undefined };

/**
 * Reads what the forge's CI tells a job. Flags come first. Throws UserError for flags that mean nothing.
 * GitHub: https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 * GitLab: https://docs.gitlab.com/ci/variables/predefined_variables/
 */
export function forgeContext(kind: ForgeKind, flags: ForgeFlags, env: Environment): ForgeContext {
  if (flags.pull !== undefined && !/^[1-9]\d{0,9}$/.test(flags.pull))
    throw new UserError(`--pull ${flags.pull} is not a number`);
  if (flags.sha !== undefined && !/^[0-9a-f]{7,64}$/.test(flags.sha))
    throw new UserError(`--sha ${flags.sha} is not a commit`);
  const context = kind === 'github' ? gitHubContext(flags, env) : gitLabContext(flags, env);
  if (!/^https?:\/\/[^\s/]+/.test(context.apiUrl))
    throw new UserError(`${context.apiUrl} is not the address of an API`, {
      advice: 'for example https://api.github.com',
    });
  if (kind === 'github' && context.repository !== undefined && !/^[\w.-]+\/[\w.-]+$/.test(context.repository))
    throw new UserError(`${context.repository} is not a repository`, { advice: 'write it as owner/name' });
  return context;
}

function gitHubContext(flags: ForgeFlags, env: Environment): ForgeContext {
  const apiUrl = trim(flags.apiUrl ?? env['GITHUB_API_URL'] ?? 'https://api.github.com');
  const event = env['GITHUB_EVENT_PATH'] ? eventOf(env['GITHUB_EVENT_PATH']) : {};
  const repository = flags.repository ?? env['GITHUB_REPOSITORY'];
  const server = trim(env['GITHUB_SERVER_URL'] ?? 'https://github.com');
  return compact({
    kind: 'github',
    apiUrl,
    graphqlUrl: trim(env['GITHUB_GRAPHQL_URL'] ?? apiUrl.replace(/\/api\/v3$/, '/api')).replace(
      /(\/graphql)?$/,
      '/graphql',
    ),
    token: env['GITHUB_TOKEN'] || env['GH_TOKEN'],
    repository,
    pull: numberOf(
      flags.pull ?? event.pull_request?.number ?? /^refs\/pull\/(\d+)\//.exec(env['GITHUB_REF'] ?? '')?.[1],
    ),
    // GITHUB_SHA of a pull request is a merge commit nobody sees later.
    sha: flags.sha ?? event.pull_request?.head?.sha ?? env['GITHUB_SHA'],
    webUrl: repository && `${server}/${repository}`,
  });
}

function gitLabContext(flags: ForgeFlags, env: Environment): ForgeContext {
  return compact({
    kind: 'gitlab',
    apiUrl: trim(flags.apiUrl ?? env['CI_API_V4_URL'] ?? 'https://gitlab.com/api/v4'),
    // The token of a job may not write notes: https://docs.gitlab.com/ci/jobs/ci_job_token/
    token: env['GITLAB_TOKEN'],
    repository: flags.repository ?? env['CI_MERGE_REQUEST_PROJECT_ID'] ?? env['CI_PROJECT_ID'],
    pull: numberOf(flags.pull ?? env['CI_MERGE_REQUEST_IID']),
    sha: flags.sha ?? env['CI_COMMIT_SHA'],
    webUrl: env['CI_PROJECT_URL'],
  });
}

const trim = (address: string): string => address.replace(/\/+$/, '');

const numberOf = (text: unknown): number | undefined =>
  text !== undefined && Number.isInteger(Number(text)) ? Number(text) : undefined;

const compact = (context: { [key in keyof ForgeContext]: ForgeContext[key] | undefined }): ForgeContext =>
  Object.fromEntries(
    Object.entries(context).filter(([, value]) => value !== undefined && value !== ''),
  ) as unknown as ForgeContext;

interface GitHubEvent {
  pull_request?: { number?: number; head?: { sha?: string } };
}

function eventOf(file: string): GitHubEvent {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as GitHubEvent;
  } catch (error) {
    throw new UserError(`the event of the workflow, ${file}, cannot be read: ${(error as Error).message}`);
  }
}
