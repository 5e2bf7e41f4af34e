import type { LambdaFunction, Project } from '../../model/function.js';
import type { ReferencePart } from '../../model/text.js';

/** Kinds of project whose names CloudFormation resolves. */
const CLOUDFORMATION_KINDS = new Set(['sam', 'cloudformation', 'cdk', 'serverless']);

/** Whose names a function's references are: those of a CloudFormation template, of Terraform, or of nothing at all. */
export function languageOf(fn: LambdaFunction, project: Project): 'cloudformation' | 'terraform' | 'none' {
  const kind = (fn.template === undefined ? undefined : project.templates?.[fn.template]?.kind) ?? project.kind;
  if (CLOUDFORMATION_KINDS.has(kind)) return 'cloudformation';
  return kind === 'terraform' ? 'terraform' : 'none';
}

/** True when another template declares the target and the function's own does not: its name means nothing there. */
export function isForeign(part: ReferencePart, fn: LambdaFunction, project: Project): boolean {
  if (fn.template === undefined || part.via !== undefined || part.targetKind !== 'resource') return false;
  const own = project.templates?.[fn.template]?.resources ?? project.resources;
  if (Object.hasOwn(own, part.target)) return false;
  return Object.values(project.templates ?? {}).some(({ resources }) => Object.hasOwn(resources, part.target));
}
