/** A day in milliseconds. */
export const DAY = 86_400_000;

/**
 * Days of a window of evidence; NaN when a time is missing. A day that has begun counts: the last event of a window that was asked for as
 * 90 days is always somewhat less than 90 days behind its beginning.
 */
export const daysOf = (window: { from: string; to: string }): number =>
  Math.ceil((Date.parse(window.to) - Date.parse(window.from)) / DAY);
