import { ForgeError } from '../forge/error.js';
import type { OpenPull, PullPort, PullText } from '../forge/types.js';

export interface PublishedPull {
  outcome: 'opened' | 'updated' | 'unchanged';
  pull: OpenPull;
  /** Why the label is missing. */
  unlabelled?: string;
}

/** Opens the pull request of a branch, or updates the one that is open. Throws ForgeError. */
export async function publishPull(
  port: PullPort,
  { branch, base, text, label }: { branch: string; base: string; text: PullText; label: string },
): Promise<PublishedPull> {
  const existing = await port.find(branch, base);
  if (existing) return refresh(port, existing, text);
  let pull: OpenPull;
  try {
    pull = await port.open(branch, base, text);
  } catch (error) {
    // Another run was faster: GitHub says 422, GitLab 409.
    const other =
      error instanceof ForgeError && (error.status === 409 || error.status === 422) && (await port.find(branch, base));
    if (!other) throw error;
    return refresh(port, other, text);
  }
  try {
    await port.label(pull.number, label);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return { outcome: 'opened', pull, unlabelled: error.message };
  }
  return { outcome: 'opened', pull };
}

async function refresh(port: PullPort, pull: OpenPull, text: PullText): Promise<PublishedPull> {
  if (pull.title === text.title && pull.body.trim() === text.body.trim()) return { outcome: 'unchanged', pull };
  await port.update(pull.number, text);
  return { outcome: 'updated', pull: { ...pull, ...text } };
}
