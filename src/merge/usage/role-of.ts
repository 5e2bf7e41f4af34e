import type { LambdaFunction } from '../../model/function.js';
import type { RoleUsage, UsageFile } from '../../model/usage.js';

/**
 * The role of a function in a usage file: the one named (ARN or name), else the only one whose name holds the role's or function's
 * logical id, as CloudFormation names roles it creates (`<stack>-<LogicalId>Role-<suffix>`), else the only one there is when the
 * function is alone in its project: another function's history must not speak for it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html
 */
export function roleOf(
  fn: LambdaFunction,
  usage: UsageFile,
  named: string | undefined,
  alone: boolean,
): RoleUsage | undefined {
  const { roles } = usage;
  if (named !== undefined) return roles.find(({ arn }) => arn === named || nameOf(arn) === named);
  const ids = [fn.declared?.role, `${fn.id}Role`, fn.id].filter((id) => id !== undefined);
  for (const id of ids) {
    const matches = roles.filter(({ arn }) => nameOf(arn).split('-').includes(id) || nameOf(arn) === id);
    if (matches.length === 1) return matches[0];
  }
  return alone && roles.length === 1 ? roles[0] : undefined;
}

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
