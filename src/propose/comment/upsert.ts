import { ForgeError } from '../forge/error.js';
import type { CommentPort, ForgeComment } from '../forge/types.js';
import { retired } from './marker.js';

export const BEHAVIORS = ['update', 'new', 'hide-and-new', 'delete-and-new'] as const;
export type Behavior = (typeof BEHAVIORS)[number];

/** What became of a comment. */
export type Outcome = 'created' | 'updated' | 'unchanged' | 'skipped';

export interface Sticky {
  marker: string;
  /** Begins with the marker. */
  body: string;
  behavior: Behavior;
  /** False when all is well: then no comment is begun, but one that exists is brought up to date. */
  worthwhile: boolean;
}

/** Posts a comment that is there once. Throws ForgeError. */
export async function postSticky(port: CommentPort, sticky: Sticky): Promise<Outcome> {
  const { marker, body, behavior, worthwhile } = sticky;
  // A quotation of the comment in somebody's answer does not begin with the marker.
  const existing = (await port.list()).filter((comment) => comment.body.startsWith(marker));
  if (existing.length === 0 && !worthwhile) return 'skipped';
  const last = existing.at(-1);
  if (behavior === 'update' && last) return refresh(port, last, body);
  if (behavior === 'hide-and-new') for (const comment of existing) await hide(port, comment, marker);
  if (behavior === 'delete-and-new') for (const { id } of existing) await gone(port.remove(id));
  await port.create(body);
  return 'created';
}

async function refresh(port: CommentPort, { id, body: old }: ForgeComment, body: string): Promise<Outcome> {
  // Forges trim what they store.
  if (old.trim() === body.trim()) return 'unchanged';
  try {
    await port.update(id, body);
    return 'updated';
  } catch (error) {
    // Deleted between the list and now: somebody else's run, or a person.
    if (!(error instanceof ForgeError) || (error.status !== 404 && error.status !== 409)) throw error;
    if (error.status === 409) {
      await port.update(id, body);
      return 'updated';
    }
    await port.create(body);
    return 'created';
  }
}

const hide = (port: CommentPort, comment: ForgeComment, marker: string): Promise<void> =>
  gone(port.hide(comment, retired(comment.body, marker).slice(0, port.limit)));

/** A comment that is gone already needs no hiding or removing. */
async function gone(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ForgeError) || error.status !== 404) throw error;
  }
}
