import type { LambdaFunction, Project } from '../../model/function.js';
import type { SourceLocation } from '../../model/location.js';

/**
 * True when a place in a template belongs to a function: it stands in the block of the function, or of a role or policy that the
 * function's policy of today was read from. A block reaches from a resource to the next one.
 */
export function belongsTo(place: SourceLocation, fn: LambdaFunction, project: Project): boolean {
  const template = project.templates?.[place.file];
  const starts = Object.values(template?.resources ?? {})
    .map(({ at }) => at)
    .concat(project.functions.flatMap(({ declaredAt }) => declaredAt ?? []))
    .filter(({ file }) => file === place.file)
    .map(({ line }) => line)
    .toSorted((a, b) => a - b);
  const start = starts.findLast((line) => line <= place.line);
  if (start === undefined) return false;
  const end = starts.find((line) => line > start) ?? Number.POSITIVE_INFINITY;
  const inBlock = (at: SourceLocation | undefined): boolean =>
    at !== undefined && at.file === place.file && at.line >= start && at.line < end;
  return inBlock(fn.declaredAt) || (fn.declared?.documents.some(({ at }) => inBlock(at)) ?? false);
}
