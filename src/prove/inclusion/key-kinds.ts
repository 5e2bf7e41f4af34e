/**
 * Facts about condition keys that change what values a request can have.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (column "Value type")
 */
const MULTIVALUED = new Set(
  [
    'aws:CalledVia',
    'aws:PrincipalOrgPaths',
    'aws:PrincipalServiceNamesList',
    'aws:ResourceOrgPaths',
    'aws:SourceOrgPaths',
    'aws:TagKeys',
    'aws:VpceOrgPaths',
  ].map((key) => key.toLowerCase()),
);

/** Global keys of type Boolean: they are `true`, `false` or absent, never another text. */
const BOOLEAN = new Set(
  ['aws:MultiFactorAuthPresent', 'aws:PrincipalIsAWSService', 'aws:SecureTransport', 'aws:ViaAWSService'].map((key) =>
    key.toLowerCase(),
  ),
);

export const isMultivaluedKey = (key: string): boolean => MULTIVALUED.has(key);
export const isBooleanKey = (key: string): boolean => BOOLEAN.has(key);
