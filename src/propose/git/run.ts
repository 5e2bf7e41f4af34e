import { execFile } from 'node:child_process';

const TIMEOUT = 120_000;

/** A git command that failed, with what it said. */
export class GitError extends Error {
  override name = 'GitError';
}

export interface GitOptions {
  cwd: string;
  input?: string;
  env?: { readonly [name: string]: string };
}

/** Runs git without a shell and returns what it prints, trimmed. It never asks for a password. Throws GitError. */
export function git(args: readonly string[], { cwd, input, env }: GitOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      [...args],
      {
        cwd,
        timeout: TIMEOUT,
        maxBuffer: 64 * 1024 * 1024,
        env: { ...process.env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', ...env },
      },
      (error, stdout, stderr) => {
        if (!error) return resolve(stdout.trim());
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return reject(new GitError('git is not installed'));
        reject(new GitError(withoutSecrets(stderr.trim() || error.message)));
      },
    );
    // A git that ends without reading its input closes the pipe; how it ended is told above.
    child.stdin?.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') reject(error);
    });
    child.stdin?.end(input ?? '');
  });
}

/** Addresses of remotes may hold a token: `https://x-access-token:…@host/`. */
export const withoutSecrets = (text: string): string => text.replace(/(\w+:\/\/)[^\s/@]+@/g, '$1');
