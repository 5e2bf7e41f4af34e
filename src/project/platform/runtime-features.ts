import type { Permission } from '../../model/permission.js';
import { concatTexts, literal, type Text, writtenOut } from '../../model/text.js';
import type { FunctionSpec } from '../spec.js';
import { decryptWith } from './key.js';
import { ANY, arnOf, implied } from './permission.js';
import type { Resources } from './resources.js';

/** Active tracing: https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html */
export const tracingPermissions = (spec: FunctionSpec): Permission[] =>
  spec.tracing
    ? (['xray:PutTraceSegments', 'xray:PutTelemetryRecords'] as const).map((action) =>
        implied(action, ANY, spec.tracing!.at, "active tracing: Lambda sends traces to X-Ray with the function's role"),
      )
    : [];

/** Environment encrypted with a customer managed key: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html */
export const environmentKeyPermissions = (spec: FunctionSpec, resources: Resources): Permission[] =>
  spec.environmentKey
    ? decryptWith(
        spec.environmentKey.text,
        resources,
        spec.environmentKey.at,
        'the environment variables are encrypted with a customer managed key',
      )
    : [];

/**
 * File systems: https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html (ClientMount, and ClientWrite unless read only).
 * The condition ties both to the access point: https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html#access-points-iam-policy
 */
export const fileSystemPermissions = (spec: FunctionSpec, resources: Resources): Permission[] =>
  spec.fileSystems.flatMap(({ text, at }) =>
    (['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'] as const).map((action) =>
      implied(action, fileSystemOf(text, resources), at, 'the function mounts an EFS access point', {
        StringEquals: { 'elasticfilesystem:AccessPointArn': [text] },
      }),
    ),
  );

function fileSystemOf(accessPoint: Text, resources: Resources): Text {
  const [part] = accessPoint;
  const id = part?.kind === 'reference' ? resources[part.target]?.properties['FileSystemId'] : undefined;
  return arnOf('elasticfilesystem', literal('file-system/'), id ?? literal('*'));
}

/**
 * Durable functions save and read their progress: https://docs.aws.amazon.com/lambda/latest/dg/durable-security.html and the managed
 * policy AWSLambdaBasicDurableExecutionRolePolicy. Executions are named below a version of the function.
 */
export function durablePermissions(spec: FunctionSpec): Permission[] {
  if (!spec.durable) return [];
  const name: Text =
    spec.functionName ??
    (spec.nameTarget
      ? [{ kind: 'reference', target: spec.nameTarget, targetKind: 'resource', targetType: 'AWS::Lambda::Function' }]
      : literal('*'));
  const executions = arnOf('lambda', literal('function:'), name, literal(':*'));
  return (['lambda:CheckpointDurableExecution', 'lambda:GetDurableExecutionState'] as const).map((action) =>
    implied(
      action,
      executions,
      spec.durable!.at,
      'the function is durable: its progress is checkpointed with its role',
    ),
  );
}

/** Layer that writes metrics to its own log group: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-Getting-Started.html */
export function insightsPermissions(spec: FunctionSpec): Permission[] {
  const layer = spec.layers.find(({ text }) => /:layer:LambdaInsightsExtension/.test(writtenOut(text)));
  if (!layer) return [];
  const group = literal('log-group:/aws/lambda-insights:*');
  const reason = 'the Lambda Insights layer writes metrics as logs';
  return (['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'] as const).map((action) =>
    implied(action, concatTexts(arnOf('logs', group)), layer.at, reason),
  );
}
