/**
 * Actions on resources whose own policy must allow, also within one account: an identity policy alone is never enough. The default key
 * policy does so by naming the account.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html ("IAM role trust policies and KMS key
 * policies are exceptions to this logic, because they must explicitly allow access for principals")
 */
const OWNED: readonly { actions: RegExp; resources: RegExp }[] = [
  { actions: /^kms:/i, resources: /^arn:[^:]*:kms:[^:]*:[^:]*:key\//i },
  // The only resource of these is a role, so it goes without saying.
  { actions: /^sts:(AssumeRole\w*|TagSession|SetSourceIdentity|SetContext)$/i, resources: /^/ },
];

/** Must the resource's policy allow this request, whatever identity policies say? */
export const resourceMustAllow = (action: string, resource: string): boolean =>
  OWNED.some(({ actions, resources }) => actions.test(action) && resources.test(resource));
