import type { NamedPolicy } from '../../model/policy.js';

/**
 * A permissions boundary as CDK code, to stand in the stack beside the function.
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_iam.PermissionsBoundary.html
 */
export function boundaryCode({ document }: NamedPolicy, logicalId: string): string {
  const json = JSON.stringify(document, null, 2).replaceAll('\n', '\n  ');
  const name = logicalId.charAt(0).toLowerCase() + logicalId.slice(1);
  return `// The boundary of ${logicalId}; put the function's own construct for ${name}.
const ${name}Boundary = new iam.ManagedPolicy(this, ${JSON.stringify(`${logicalId}Boundary`)}, {
  document: iam.PolicyDocument.fromJson(${json}),
});
iam.PermissionsBoundary.of(${name}).apply(${name}Boundary);
`;
}
