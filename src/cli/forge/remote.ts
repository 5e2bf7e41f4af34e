import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../model/user-error.js';
import { GitError, git } from '../../propose/git/run.js';
import { choose } from '../choose.js';
import type { ProposeFlags } from '../flags/propose.js';
import { type ForgeContext, type ForgeKind, forgeContext } from './context.js';

const KINDS: { readonly [name: string]: ForgeKind } = { github: 'github', gitlab: 'gitlab' };
type Environment = { readonly [name: string]: string | undefined };

const folderOf = (given: string): string =>
  existsSync(given) && statSync(given).isDirectory() ? given : path.dirname(given);

/** The forge a pull request goes to: by flag, by the CI we run in, else by the address of the remote. */
export async function forgeOfRemote(given: string, flags: ProposeFlags, env: Environment): Promise<ForgeContext> {
  const remote = await addressOf(folderOf(given), flags.remote);
  const kind = kindOf(flags.forge, remote?.host, env);
  if (!kind)
    throw new UserError(`it is not known which forge ${remote?.host ?? flags.remote} is`, {
      advice: 'say --forge github or --forge gitlab, and --api-url',
    });
  const context = forgeContext(kind, flags, env);
  if (context.repository !== undefined || remote === undefined) return context;
  return { ...context, repository: remote.path, webUrl: `https://${remote.host}/${remote.path}` };
}

function kindOf(flag: string | undefined, host: string | undefined, env: Environment): ForgeKind | undefined {
  if (flag !== undefined) return choose(KINDS, flag, '--forge');
  if (env['GITHUB_ACTIONS']) return 'github';
  if (env['GITLAB_CI']) return 'gitlab';
  return host === 'github.com' ? 'github' : host === 'gitlab.com' ? 'gitlab' : undefined;
}

/** Host and path of `https://host/owner/name.git` and `git@host:owner/name.git`; undefined for a remote that is a folder. */
async function addressOf(cwd: string, remote: string): Promise<{ host: string; path: string } | undefined> {
  let url: string;
  try {
    url = await git(['config', '--get', `remote.${remote}.url`], { cwd });
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new UserError(`there is no remote ${remote}`, { advice: 'add one with git remote add, or say --remote' });
  }
  const match =
    /^(?:https?|ssh):\/\/(?:[^@/]+@)?([^/:]+)(?::\d+)?\/(.+?)(?:\.git)?\/?$/.exec(url) ??
    /^(?:[\w.-]+@)?([\w.-]+):(?!\/)(.+?)(?:\.git)?\/?$/.exec(url);
  return match ? { host: match[1]!, path: match[2]! } : undefined;
}

/** The branch that is checked out; CI checks out a commit and says the branch by a variable. */
export async function baseBranch(given: string, env: Environment): Promise<string> {
  const cwd = folderOf(given);
  const name = await git(['rev-parse', '--abbrev-ref', 'HEAD'], { cwd });
  if (name !== 'HEAD') return name;
  const fromCi = env['GITHUB_REF_TYPE'] === 'branch' ? env['GITHUB_REF_NAME'] : env['CI_COMMIT_BRANCH'];
  if (fromCi) return fromCi;
  throw new UserError('no branch is checked out', { advice: 'name the branch to propose to with --base' });
}
