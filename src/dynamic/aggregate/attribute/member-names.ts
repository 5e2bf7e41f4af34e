/**
 * Names CloudTrail gives request parameters where they are not the SDK's member with a lower first letter.
 * S3 logs query parameters and headers: https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-understanding-s3-entries.html
 * EC2 logs the members of its query protocol: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/using-cloudtrail.html
 */
const RENAMED: { readonly [client: string]: { readonly [member: string]: readonly string[] } } = {
  s3: {
    Bucket: ['bucketName'],
    CopySource: ['x-amz-copy-source'],
    ServerSideEncryption: ['x-amz-server-side-encryption'],
    SSEKMSKeyId: ['x-amz-server-side-encryption-aws-kms-key-id'],
    ACL: ['x-amz-acl'],
    GrantFullControl: ['x-amz-grant-full-control'],
    GrantRead: ['x-amz-grant-read'],
    GrantReadACP: ['x-amz-grant-read-acp'],
    GrantWrite: ['x-amz-grant-write'],
    GrantWriteACP: ['x-amz-grant-write-acp'],
    Tagging: ['x-amz-tagging'],
    ObjectLockMode: ['x-amz-object-lock-mode'],
    ObjectLockRetainUntilDate: ['x-amz-object-lock-retain-until-date'],
    ObjectLockLegalHoldStatus: ['x-amz-object-lock-legal-hold'],
    ObjectLockEnabledForBucket: ['x-amz-bucket-object-lock-enabled'],
    ObjectOwnership: ['x-amz-object-ownership'],
    BypassGovernanceRetention: ['x-amz-bypass-governance-retention'],
  },
  ec2: {
    InstanceIds: ['instancesSet', 'InstanceId'],
    VolumeIds: ['volumeSet'],
    SecurityGroupIds: ['groupSet', 'securityGroupIdSet', 'SecurityGroupId'],
    Groups: ['groupSet', 'SecurityGroupId'],
    GroupIds: ['groupSet', 'securityGroupIdSet'],
    FlowLogIds: ['FlowLogId', 'flowLogId'],
    ResourceIds: ['ResourceId'],
    VpcEndpointIds: ['VpcEndpointId'],
    Resources: ['resourcesSet'],
    Tags: ['tagSet'],
    TagSpecifications: ['tagSpecificationSet', 'TagSpecification'],
  },
};

/** Members that stand deeper than in the SDK: RunInstances logs the image beside the number of instances. */
export const NESTED: { readonly [client: string]: { readonly [member: string]: readonly string[] } } = {
  ec2: {
    ImageId: ['instancesSet', 'items', '0', 'imageId'],
    KeyName: ['instancesSet', 'items', '0', 'keyName'],
  },
};

/** Services that log the names of their URLs: `application-id`. https://docs.aws.amazon.com/pinpoint/latest/developerguide/logging-using-cloudtrail.html */
const HYPHENATED: ReadonlySet<string> = new Set(['pinpoint']);

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
export function aliasesOf(client: string, member: string): string[] {
  const lower = member.charAt(0).toLowerCase() + member.slice(1);
  const hyphenated = HYPHENATED.has(client) ? [lower.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)] : [];
  return [...(RENAMED[client]?.[member] ?? []), ...hyphenated, lower, member];
}
