import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UserError } from '../../model/user-error.js';
import { GitError, git } from './run.js';

export interface BranchEdit {
  /** A folder inside the work tree: paths of `files` are relative to it. */
  folder: string;
  remote: string;
  branch: string;
  /** Branch of the remote that the pull request goes into. */
  base: string;
  files: readonly { path: string; before: string; after: string }[];
  message: string;
  /** Somebody asked for the branch to be made anew, whoever has committed to it. */
  overwrite?: boolean;
}

const TRAILER = 'Iam-Tighten-Branch';

/**
 * Pushes one commit on top of the commit that was analysed, as a branch of its own. It is made in git's object store: the work tree,
 * the index and the local branches stay as they are. A branch that exists is replaced when its last commit is ours. Throws UserError for
 * what the user can mend. Returns whether anything had to be pushed.
 */
export async function pushBranch(edit: BranchEdit): Promise<'pushed' | 'unchanged'> {
  const { folder: cwd, remote, branch, base } = edit;
  const head = await headOf(cwd);
  await requireRemote(cwd, remote);
  await requireBase(cwd, remote, base, head);
  const tree = await treeWith(edit, head);
  const ref = `refs/heads/${branch}`;
  const tip = await remoteTip(cwd, remote, ref);
  if (tip !== undefined && (await isCurrent(edit, tip, head, tree))) return 'unchanged';
  const message = `${edit.message.trim()}\n\n${TRAILER}: ${branch}\n`;
  const commit = await git(['commit-tree', tree, '-p', head], { cwd, input: message, env: await identity(cwd) });
  try {
    await git(['push', '--quiet', `--force-with-lease=${ref}:${tip ?? ''}`, remote, `${commit}:${ref}`], { cwd });
  } catch (error) {
    throw refused(error, branch, remote);
  }
  return 'pushed';
}

async function headOf(cwd: string): Promise<string> {
  try {
    return await git(['rev-parse', '--verify', 'HEAD^{commit}'], { cwd });
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new UserError('a pull request needs a git repository with a commit', {
      advice: `git says: ${error.message.split('\n')[0]}`,
    });
  }
}

async function requireRemote(cwd: string, remote: string): Promise<void> {
  const remotes = (await git(['remote'], { cwd })).split('\n').filter(Boolean);
  if (!remotes.includes(remote))
    throw new UserError(`there is no remote ${remote}`, {
      advice: remotes.length > 0 ? `choose one with --remote: ${remotes.join(', ')}` : 'add one with git remote add',
    });
}

/** The pull request must not carry commits along that are not in the base yet. A shallow clone holds just the tip, which is enough. */
async function requireBase(cwd: string, remote: string, base: string, head: string): Promise<void> {
  const ref = `refs/heads/${base}`;
  const tip = await remoteTip(cwd, remote, ref);
  if (tip === undefined)
    throw new UserError(`${remote} has no branch ${base}`, { advice: 'name the branch to propose to with --base' });
  if (tip === head) return;
  await git(['fetch', '--quiet', '--no-tags', remote, ref], { cwd });
  try {
    await git(['merge-base', '--is-ancestor', head, tip], { cwd });
  } catch {
    throw new UserError(`the commit that was analysed is not in ${base} of ${remote}`, {
      advice: `push it first, or check ${base} out`,
    });
  }
}

async function remoteTip(cwd: string, remote: string, ref: string): Promise<string | undefined> {
  try {
    const lines = await git(['ls-remote', remote, ref], { cwd });
    return lines
      .split('\n')
      .find((line) => line.endsWith(`\t${ref}`))
      ?.split('\t')[0];
  } catch (error) {
    throw refused(error, ref, remote);
  }
}

/** The tree of a commit with some files changed, made with an index of its own. */
async function treeWith({ folder: cwd, files }: BranchEdit, head: string): Promise<string> {
  const prefix = await git(['rev-parse', '--show-prefix'], { cwd });
  const scratch = await mkdtemp(path.join(tmpdir(), 'iam-tighten-'));
  const env = { GIT_INDEX_FILE: path.join(scratch, 'index') };
  try {
    await git(['read-tree', head], { cwd, env });
    for (const { path: file, before, after } of files) {
      const name = `${prefix}${file}`;
      const entry = /^(\d{6}) blob ([0-9a-f]+)\t/.exec(
        await git(['ls-tree', '--full-tree', head, '--', name], { cwd }),
      );
      // The file was read from the work tree; its committed text must be the same, or the commit would hold more than the edit.
      const committed = entry && (await git(['hash-object', '--stdin', '--path', file], { cwd, input: before }));
      if (!entry || committed !== entry[2])
        throw new UserError(`${file} has changes that are not committed`, { advice: 'commit or undo them first' });
      const blob = await git(['hash-object', '-w', '--stdin', '--path', file], { cwd, input: after });
      await git(['update-index', '--cacheinfo', `${entry[1]},${blob},${name}`], { cwd, env });
    }
    return await git(['write-tree'], { cwd, env });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Whether the branch says all this already. Throws UserError when people have worked on it. */
async function isCurrent(
  { folder: cwd, remote, branch, base, overwrite }: BranchEdit,
  tip: string,
  head: string,
  tree: string,
): Promise<boolean> {
  await git(['fetch', '--quiet', '--no-tags', remote, `refs/heads/${branch}`], { cwd });
  const text = await git(['cat-file', 'commit', tip], { cwd });
  const ours = text.split('\n').includes(`${TRAILER}: ${branch}`);
  if (!ours && overwrite) return false;
  if (!ours)
    throw new UserError(`the branch ${branch} of ${remote} has commits of somebody else`, {
      advice: `merge it into ${base}, delete it, or tick the box in the description, and run the command again`,
    });
  const header = text.slice(0, text.indexOf('\n\n')).split('\n');
  return header.includes(`tree ${tree}`) && header.includes(`parent ${head}`);
}

/** The user's name where git knows it; a job of CI has none. */
async function identity(cwd: string): Promise<{ [name: string]: string }> {
  const known = await git(['config', '--get', 'user.email'], { cwd }).catch(() => '');
  if (known !== '' || process.env['GIT_AUTHOR_EMAIL']) return {};
  const name = 'iam-tighten';
  const email = 'iam-tighten@localhost';
  return { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email };
}

function refused(error: unknown, branch: string, remote: string): unknown {
  if (!(error instanceof GitError)) return error;
  const said = error.message.split('\n').find((line) => /fatal|denied|rejected|error|403/i.test(line)) ?? error.message;
  if (/stale info|fetch first|non-fast-forward/i.test(error.message))
    return new UserError(`the branch ${branch} of ${remote} changed while it was being pushed`, {
      advice: 'run the command again',
    });
  if (
    /403|denied|authentication|not permitted|could not read Username|protected|pre-receive hook declined/i.test(
      error.message,
    )
  )
    return new UserError(`${remote} does not take a push to ${branch}: ${said.trim()}`, {
      advice: 'give the token the right to write contents (GitHub: contents: write; GitLab: write_repository)',
    });
  return new UserError(`git could not reach ${remote}: ${said.trim()}`, {
    advice: 'check the remote with git ls-remote',
  });
}
