import type { PolicyDocument } from '../model/policy.js';

/**
 * Characters IAM takes. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (IAM and STS character limits)
 * and, for service control policies, https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export const QUOTAS = {
  /** One managed policy, also as a permissions boundary. */
  managed: 6_144,
  /** Sum of the inline policies of a role. */
  inlinePerRole: 10_240,
  /** Managed policies on a role; adjustable. */
  managedPerRole: 10,
  serviceControl: 5_120,
} as const;

/** Characters a document takes: never less than IAM's own count, which leaves white space out. */
export const sizeOfDocument = (document: PolicyDocument): number => JSON.stringify(document).length;

/** Text in the characters that names of policies may have: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
export const policyName = (text: string): string => text.replace(/[^\w+=,.@-]+/g, '-').slice(0, 128) || 'policy';
