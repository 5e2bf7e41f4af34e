/** Patterns of actions that no function's role should have unless its code calls them, with the reason. */
export interface DeniedActions {
  reason: string;
  patterns: readonly string[];
}

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
    reason: 'would open a resource to others',
    patterns: [
      'ecr:SetRepositoryPolicy',
      'kms:CreateGrant',
      'kms:PutKeyPolicy',
      's3:DeleteBucketPolicy',
      's3:PutAccountPublicAccessBlock',
      's3:PutBucketAcl',
      's3:PutBucketPolicy',
      's3:PutBucketPublicAccessBlock',
      'secretsmanager:DeleteResourcePolicy',
      'secretsmanager:PutResourcePolicy',
      'sns:AddPermission',
      'sqs:AddPermission',
      'events:PutPermission',
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
];

/** Services of which a boundary never allows more than the actions needed, on the resources needed: they give out permissions. */
export const EXACT_SERVICES: ReadonlySet<string> = new Set(['account', 'iam', 'organizations', 'sso', 'sts']);
