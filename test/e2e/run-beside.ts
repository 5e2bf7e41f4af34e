import { spawn } from 'node:child_process';
import { REPOSITORY } from './run-cli.js';

/** Runs the CLI beside this process, so that a server of the test can answer it; nothing of our own environment but PATH reaches it. */
export function runBeside(
  args: readonly string[],
  options: { cwd: string; env?: { readonly [name: string]: string } },
): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [`${REPOSITORY}bin/iam-tighten.js`, ...args], {
    cwd: options.cwd,
    env: { PATH: process.env['PATH'], NO_COLOR: '1', HOME: options.cwd, GIT_CONFIG_NOSYSTEM: '1', ...options.env },
  });
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (out.stdout += chunk));
  child.stderr.on('data', (chunk) => (out.stderr += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (status) => resolve({ status, ...out }));
  });
}
