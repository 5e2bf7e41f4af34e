/** Why an event is not evidence of use. Every event read is used or is in exactly one of these. */
export type SkipReason =
  | 'not-a-role'
  | 'service-linked-role'
  | 'other-role'
  | 'other-account'
  | 'other-region'
  | 'outside-window'
  | 'duplicate'
  | 'service-or-console-event'
  | 'insight'
  | 'network-activity'
  | 'no-permission-needed'
  | 'not-authenticated'
  | 'unmapped'
  | 'missing-fields'
  | 'not-json'
  | 'cut-off'
  | 'too-large';

/** Counts by reason; printed with names sorted. */
export type SkipCounts = { [reason in SkipReason]?: number };

export function addSkips(into: SkipCounts, from: SkipCounts): void {
  for (const [reason, count] of Object.entries(from)) skip(into, reason as SkipReason, count);
}

export function skip(into: SkipCounts, reason: SkipReason, count = 1): void {
  if (count > 0) into[reason] = (into[reason] ?? 0) + count;
}
