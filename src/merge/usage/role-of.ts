import type { LambdaFunction } from '../../model/function.js';
import type { RoleUsage, UsageFile } from '../../model/usage.js';

/**
 * The role of a function in a usage file: the one named (ARN or name), else the only one there is, else the only one whose name holds the
 * role's or function's logical id, as CloudFormation names roles it creates (`<stack>-<LogicalId>Role-<suffix>`).
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html
 */
export function roleOf(fn: LambdaFunction, usage: UsageFile, named: string | undefined): RoleUsage | undefined {
  const { roles } = usage;
  if (named !== undefined) return roles.find(({ arn }) => arn === named || nameOf(arn) === named);
  if (roles.length === 1) return roles[0];
  const ids = [fn.declared?.role, `${fn.id}Role`, fn.id].filter((id) => id !== undefined);
  for (const id of ids) {
    const matches = roles.filter(({ arn }) => nameOf(arn).split('-').includes(id) || nameOf(arn) === id);
    if (matches.length === 1) return matches[0];
  }
  return undefined;
}

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
