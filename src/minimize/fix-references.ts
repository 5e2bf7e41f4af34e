import type { PolicyDocument, Statement } from '../model/policy.js';

/** `${…}` that stands for a value of the deployment; escapes like `${*}` are not. */
const REFERENCE = /\$\{([^}*?$][^}]*)\}/g;

/**
 * Gives every reference in some statements a text of its own, for the prover: a reference at the start of a resource is a whole ARN. What
 * is proved for texts that occur nowhere else holds for whatever the deployment fills in, since no pattern of ours can tell them apart.
 */
export function fixReferences(statements: readonly unknown[]): (document: PolicyDocument) => PolicyDocument {
  const names = new Set<string>();
  for (const [, name] of JSON.stringify(statements).matchAll(REFERENCE)) names.add(name!);
  const tokens = new Map([...names].sort().map((name, index) => [name, `reference-${String(index).padStart(4, '0')}`]));
  // The length keeps a `??????` of a secret's suffix from matching a reference.
  const token = (name: string) => `${tokens.get(name)}-of-the-deployment`;
  const inside = (text: string) => text.replace(REFERENCE, (_, name: string) => token(name));
  const resource = (text: string) =>
    inside(text.replace(/^\$\{([^}*?$][^}]*)\}/, (_, name: string) => `arn:aws:reference:::${token(name)}`));
  return (document) => ({
    ...document,
    Statement: [document.Statement].flat().map(
      (statement): Statement => ({
        ...statement,
        ...(statement.Resource && { Resource: [statement.Resource].flat().map(resource) }),
        ...(statement.NotResource && { NotResource: [statement.NotResource].flat().map(resource) }),
        ...(statement.Condition && {
          Condition: JSON.parse(JSON.stringify(statement.Condition), (_, value) =>
            typeof value === 'string' ? inside(value) : value,
          ),
        }),
      }),
    ),
  });
}
