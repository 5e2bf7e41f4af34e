import type { Permission } from '../../model/permission.js';
import { literal, type Text, unknownText } from '../../model/text.js';
import type { FunctionSpec } from '../spec.js';
import { arnOf, implied } from './permission.js';

/**
 * Lambda writes a function's output to its log group with the function's role.
 * Sources: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html (CreateLogGroup, CreateLogStream, PutLogEvents),
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html (the group is `/aws/lambda/<name>` unless
 * `LoggingConfig.LogGroup` names another). "Use the second version, with the trailing `:*`, … when specifying permissions in IAM policies
 * for all other API actions" than tagging: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
 */
export function logPermissions(spec: FunctionSpec): Permission[] {
  const { at, group, groupDeclared } = spec.logging;
  const name = group ?? [...literal('/aws/lambda/'), ...functionName(spec)];
  const streams = arnOf('logs', literal('log-group:'), name, literal(':*'));
  const reason = "Lambda writes the function's logs with its role";
  return [
    // A group that the deployment makes itself is there before the first invocation.
    ...(groupDeclared
      ? []
      : [implied('logs:CreateLogGroup', streams, at, `${reason}; the template does not declare the log group`)]),
    implied('logs:CreateLogStream', streams, at, reason),
    implied('logs:PutLogEvents', streams, at, reason),
  ];
}

/** The deployed name: as declared, else what the stack makes of it, which only a reference to the function can say. */
function functionName(spec: FunctionSpec): Text {
  if (spec.functionName) return spec.functionName;
  if (spec.nameTarget)
    return [
      { kind: 'reference', target: spec.nameTarget, targetKind: 'resource', targetType: 'AWS::Lambda::Function' },
    ];
  return unknownText('the name of the function is not known', spec.at);
}
