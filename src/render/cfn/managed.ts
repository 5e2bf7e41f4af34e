import type { TextPolicy } from '../text/statements.js';
import { documentTree } from './document.js';
import type { CfnScope } from './pieces.js';
import { logicalIdOf } from './scope.js';
import type { Yaml } from './yaml.js';

/** `AWS::IAM::ManagedPolicy` resources by logical id, for policies too large to be inline. */
export function managedResources(
  policies: readonly TextPolicy[],
  scope: CfnScope,
  extra: { readonly [property: string]: Yaml } = {},
): { [logicalId: string]: Yaml } {
  return Object.fromEntries(
    policies.map((policy) => [
      logicalIdOf(policy.name),
      {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { ...extra, PolicyDocument: documentTree(policy, scope) },
      },
    ]),
  );
}
