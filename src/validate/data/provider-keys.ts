/**
 * Keys that an identity provider sends, `token.actions.githubusercontent.com:sub` or `saml:aud`, and keys whose prefix is not that of the
 * service that documents them. They are not checked against the catalog.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
export const PROVIDER_KEY =
  /^(saml|identitycenter|catalog|cognito-identity-auth|cognito-identity-unauth|[a-z0-9-]+(\.[a-z0-9-]+)+(\/[^:]*)?):./i;
