import { toValue } from '../json/node.js';
import type { PolicyType } from '../policy/view.js';
import type { Rule } from '../types.js';

/** Characters by kind of policy. Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html and
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const QUOTAS: { readonly [type in Exclude<PolicyType, 'resource' | 'rcp'>]: { quota: number; code: string } } = {
  identity: { quota: 6_144, code: 'POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA' },
  boundary: { quota: 6_144, code: 'POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA' },
  trust: { quota: 2_048, code: 'POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA' },
  scp: { quota: 5_120, code: 'POLICY_SIZE_EXCEEDS_SCP_QUOTA' },
};

/**
 * Characters of a resource's policy, by CloudFormation type. Sources: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
 * (20 KB), https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html (32 KB),
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html (20,480),
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (20 KB),
 * https://docs.aws.amazon.com/general/latest/gr/sns.html (30 KB)
 */
const RESOURCE_QUOTAS: { readonly [type: string]: number } = {
  'AWS::S3::Bucket': 20_480,
  'AWS::KMS::Key': 32_768,
  'AWS::SecretsManager::Secret': 20_480,
  'AWS::Lambda::Function': 20_480,
  'AWS::SNS::Topic': 30_720,
};

/** When nobody says what the policy is attached to: the smallest of them. */
const SMALLEST = Math.min(...Object.values(RESOURCE_QUOTAS));

/** Is the document too large? IAM leaves white space out, Organizations and services count the text as it is sent. */
export const size: Rule = function* ({ policy, resourceType }) {
  // A resource control policy has a check of its own, IT516.
  if (policy.type === 'rcp') return;
  const sent = policy.text.trim().length;
  const bare = JSON.stringify(toValue(policy.root)).length;
  if (policy.type === 'resource') {
    const quota = RESOURCE_QUOTAS[resourceType ?? ''] ?? SMALLEST;
    const args = { size: sent, quota, resourceType: resourceType ?? 'a resource' };
    if (sent > quota) yield { code: 'POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA', at: policy.root, args };
    return;
  }
  const { quota, code } = QUOTAS[policy.type];
  const counted = policy.type === 'scp' ? sent : bare;
  if (counted > quota) yield { code, at: policy.root, args: { size: counted, quota } };
};
