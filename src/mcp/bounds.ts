/** Characters of JSON that one answer holds at most: a model reads all of it. */
const MAX_ANSWER = 40_000;

/** The first items of a list, and how many were left out: an answer says what it does not show. */
export function first<T>(items: readonly T[], limit: number): { shown: T[]; omitted: number } {
  return { shown: items.slice(0, limit), omitted: Math.max(0, items.length - limit) };
}

/** Text that came from a project, a log or a policy, shortened so that one name cannot fill the answer. */
export const short = (text: string, limit = 400): string => (text.length > limit ? `${text.slice(0, limit)}…` : text);

/** As many of the items as fit into one answer; at least one. */
export function fitting<T>(items: readonly T[]): T[] {
  let room = MAX_ANSWER;
  const out: T[] = [];
  for (const item of items) {
    room -= JSON.stringify(item).length;
    if (room < 0 && out.length > 0) break;
    out.push(item);
  }
  return out;
}
