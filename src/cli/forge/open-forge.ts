import { UserError } from '../../model/user-error.js';
import { openGitHub } from '../../propose/forge/github.js';
import { openGitLab } from '../../propose/forge/gitlab.js';
import type { Forge } from '../../propose/forge/types.js';
import type { ForgeContext } from './context.js';

/** The forge of a context. Throws UserError when the token or the repository is not known. */
export function openForge({ kind, apiUrl, graphqlUrl, token, repository }: ForgeContext): Forge {
  const name = kind === 'github' ? 'GitHub' : 'GitLab';
  if (!repository)
    throw new UserError(`which repository of ${name} is not known`, {
      advice: kind === 'github' ? 'say --repository owner/name' : 'say --repository with the id or path of the project',
    });
  if (!token)
    throw new UserError(`there is no token for ${name}`, {
      advice:
        kind === 'github'
          ? 'set GITHUB_TOKEN, in a workflow to ${{ github.token }}'
          : 'set GITLAB_TOKEN to a project access token with the scope api',
    });
  return kind === 'github'
    ? openGitHub({ apiUrl, graphqlUrl: graphqlUrl ?? `${apiUrl}/graphql`, token, repository })
    : openGitLab({ apiUrl, token, project: repository });
}
