/**
 * Names CloudTrail gives request parameters where they are not the SDK's member with a lower first letter.
 * S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-understanding-s3-entries.html
 * EC2: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/using-cloudtrail.html
 */
const RENAMED: { readonly [service: string]: { readonly [member: string]: string } } = {
  s3: {
    Bucket: 'bucketName',
    CopySource: 'x-amz-copy-source',
    ServerSideEncryption: 'x-amz-server-side-encryption',
    SSEKMSKeyId: 'x-amz-server-side-encryption-aws-kms-key-id',
    ACL: 'x-amz-acl',
    Tagging: 'x-amz-tagging',
    BypassGovernanceRetention: 'x-amz-bypass-governance-retention',
  },
  ec2: {
    InstanceIds: 'instancesSet',
    VolumeIds: 'volumeSet',
    SecurityGroupIds: 'groupSet',
    GroupIds: 'groupSet',
    Resources: 'resourcesSet',
    Tags: 'tagSet',
  },
};

/**
 * Request members whose value is different in nearly every call, so that the catalog's rules would be asked anew each time. `hidden`: the value says
 * nothing about which permissions are needed, and the event's `resources` name it. `pattern`: its volatile parts are left open.
 */
export const UNBOUNDED_MEMBERS: { readonly [client: string]: { readonly [member: string]: 'hidden' | 'pattern' } } = {
  s3: { key: 'hidden' },
  sfn: { executionArn: 'pattern' },
  'cloudwatch-logs': { logStreamName: 'pattern' },
};

/** Spellings under which a member may stand in `requestParameters`, most likely first. */
export function aliasesOf(service: string, member: string): string[] {
  const renamed = RENAMED[service]?.[member];
  const lower = member.charAt(0).toLowerCase() + member.slice(1);
  return renamed === undefined ? [lower, member] : [renamed, lower, member];
}
