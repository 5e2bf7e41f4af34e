import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';

/** What the statements of Mailer52EF8E64 refer to. */
export interface Mailer52Ef8E64References {
  /** Arn of ArchiveD6B7FF5D (AWS::S3::Bucket) */
  archiveD6B7Ff5DArn: string;
  /** Arn of Invoices6C2C4E10 (AWS::DynamoDB::Table) */
  invoices6C2C4E10Arn: string;
  /** Arn of Jobs4B2F8A91 (AWS::SQS::Queue) */
  jobs4B2F8A91Arn: string;
}

/** Mailer52EF8E64 (lambda/mailer.ts#handler): give each to fn.addToRolePolicy(…). Left out logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents: the CDK attaches managed policy AWSLambdaBasicExecutionRole. */
export function mailer52Ef8E64Statements(references: Mailer52Ef8E64References): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({
      sid: 'ReadWriteInvoices6C2C4E10Table',
      actions: [
        'dynamodb:GetItem',
        'dynamodb:UpdateItem',
      ],
      resources: [
        references.invoices6C2C4E10Arn,
      ],
    }),
    new iam.PolicyStatement({
      sid: 'ReadArchiveD6B7FF5DBucket',
      actions: [
        's3:GetObject',
      ],
      resources: [
        `${references.archiveD6B7Ff5DArn}/invoices/*`,
      ],
    }),
    new iam.PolicyStatement({
      sid: 'WriteBillingExampleComIdentityAndExampleComIdentity',
      actions: [
        'ses:SendEmail',
      ],
      resources: [
        `arn:${cdk.Aws.PARTITION}:ses:${cdk.Aws.REGION}:${cdk.Aws.ACCOUNT_ID}:identity/billing@example.com`,
        `arn:${cdk.Aws.PARTITION}:ses:${cdk.Aws.REGION}:${cdk.Aws.ACCOUNT_ID}:identity/example.com`,
      ],
    }),
    new iam.PolicyStatement({
      sid: 'ReadWriteJobs4B2F8A91Queue',
      actions: [
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:ReceiveMessage',
      ],
      resources: [
        references.jobs4B2F8A91Arn,
      ],
    }),
  ];
}
