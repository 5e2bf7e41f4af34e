import type { KeepEntry } from '../../model/keep.js';

/**
 * Keep comments of a template or a Terraform file, with the line they stand on:
 * `# iam-tighten: keep s3:PutObject [on arn:aws:s3:::b/*] [until 2026-12-31] — nightly job`.
 * The reason follows a dash. A comment without one keeps all the same: the reason is then the comment's place.
 */
export function parseKeepComments(file: string, text: string): KeepEntry[] {
  return text.split(/\r?\n/).flatMap((line, index): KeepEntry[] => {
    const match =
      /(?:#|\/\/)\s*iam-tighten:\s*keep\s+(\S+)(?:\s+on\s+(\S+))?(?:\s+until\s+(\d{4}-\d{2}-\d{2}))?\s*(?:(?:—|–|--|-)\s*(.*))?$/.exec(
        line,
      );
    const [, action, resource, until, reason] = match ?? [];
    if (!match || action === undefined || !/^[\w-]+:[\w*?]+$/.test(action)) return [];
    return [
      {
        action,
        ...(resource !== undefined && { resource }),
        ...(until !== undefined && { until }),
        reason: reason?.trim() || `comment in ${file}:${index + 1}`,
        at: { file, line: index + 1, column: match.index + 1 },
      },
    ];
  });
}
