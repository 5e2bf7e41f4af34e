/** Patterns of actions that no function's role should have unless its code calls them, with the reason. */
export interface DeniedActions {
  reason: string;
  patterns: readonly string[];
}

/** Reason of actions that change who may use a resource. */
export const OPENS_RESOURCE = 'would open a resource to others';

/**
 * What a boundary denies inside the services it allows. Sources: the ways to more privileges in src/catalog/escalations.ts, and AWS's
 * guidance on protecting logs, keys and policies of resources:
 * https://docs.aws.amazon.com/prescriptive-guidance/latest/transitioning-to-multiple-aws-accounts/permissions-boundaries.html
 */
export const DENIED: readonly DeniedActions[] = [
  {
    reason: 'would change code or policy of functions, and so run as their roles',
    patterns: [
      'lambda:AddPermission',
      'lambda:CreateFunction',
      'lambda:UpdateFunctionCode',
      'lambda:UpdateFunctionConfiguration',
    ],
  },
  {
    // Beside those that opening-actions.ts finds in the catalog.
    reason: OPENS_RESOURCE,
    patterns: [
      'ec2:ModifyImageAttribute',
      'rds:ModifyDBClusterSnapshotAttribute',
      'rds:ModifyDBSnapshotAttribute',
      's3:DeleteBucketPolicy',
      'secretsmanager:DeleteResourcePolicy',
    ],
  },
  { reason: 'would destroy keys and with them data', patterns: ['kms:DisableKey', 'kms:ScheduleKeyDeletion'] },
  {
    reason: 'would switch off what records and watches',
    patterns: [
      'cloudtrail:Delete*',
      'cloudtrail:PutEventSelectors',
      'cloudtrail:Stop*',
      'cloudtrail:UpdateTrail',
      'config:Delete*',
      'config:Stop*',
      'guardduty:Delete*',
      'guardduty:Disassociate*',
      'guardduty:Stop*',
      'guardduty:UpdateDetector',
      'logs:DeleteLogGroup',
      'logs:DeleteLogStream',
    ],
  },
  {
    reason: 'would start other compute with a role of its own',
    patterns: [
      'ec2:RunInstances',
      'ecs:RunTask',
      'glue:CreateDevEndpoint',
      'glue:UpdateDevEndpoint',
      'sagemaker:CreatePresignedNotebookInstanceUrl',
    ],
  },
  {
    reason: 'would run commands on other compute, and so as its role',
    patterns: [
      'ec2-instance-connect:SendSSHPublicKey',
      'ec2:CreateLaunchTemplateVersion',
      'ec2:ModifyInstanceAttribute',
      'ec2:ModifyLaunchTemplate',
      'ecs:ExecuteCommand',
      'ssm:SendCommand',
      'ssm:StartAutomationExecution',
      'ssm:StartSession',
    ],
  },
  {
    reason: 'would change what runs as another role',
    patterns: [
      'cloudformation:ExecuteChangeSet',
      'cloudformation:UpdateStack',
      'codebuild:UpdateProject',
      'glue:UpdateJob',
      'states:UpdateStateMachine',
    ],
  },
];

/** Services of which a boundary never allows more than the actions needed, on the resources needed: they give out permissions. */
export const EXACT_SERVICES: ReadonlySet<string> = new Set(['account', 'iam', 'organizations', 'sso', 'sts']);
