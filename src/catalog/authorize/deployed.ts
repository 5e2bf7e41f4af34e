import type { DeployedResource } from '../../model/function.js';
import { literalOf, type Text } from '../../model/text.js';
import type { RuleContext } from './context.js';
import type { Deployment } from './decide.js';
import { lookUp, type Scope, textOf } from './look-up.js';

/** The customer managed key of the deployed resource that a member names, by reference or by the name the template declares. */
export function encryptionKeyOf(path: string, scope: Scope, context: RuleContext): Text | undefined {
  for (const found of lookUp(path, scope)) {
    if (found.state !== 'set') continue;
    const key = resourceNamed(textOf(found, path), context)?.encryptionKey;
    if (key && !isAwsManaged(key)) return key;
  }
  return undefined;
}

/** A property of the deployed resource that a member names, when the template sets it. */
export function deployedProperty(
  [path, property]: [string, string],
  scope: Scope,
  context: RuleContext,
): Text | undefined {
  for (const found of lookUp(path, scope)) {
    if (found.state !== 'set') continue;
    const value = resourceNamed(textOf(found, path), context)?.properties[property];
    if (value) return value;
  }
  return undefined;
}

/** Keys that AWS manages (`alias/aws/sqs`) let their own service's callers use them. */
const isAwsManaged = (key: Text): boolean => /(^|:)alias\/aws\//.test(key[0]?.kind === 'literal' ? key[0].text : '');

function resourceNamed(text: Text, context: RuleContext): DeployedResource | undefined {
  const reference = text.find((part) => part.kind === 'reference' && part.targetKind === 'resource');
  if (reference?.kind === 'reference') return context.resources[reference.target];
  const name = literalOf(text)?.split(/[/:]/).at(-1);
  if (!name) return undefined;
  return Object.values(context.resources).find(
    (resource) =>
      resource.declaredName &&
      literalOf(resource.declaredName) === name &&
      context.catalog.resourceOfCfn(resource.type, context.prefix),
  );
}

/** The deployment as conditions ask for it. */
export const deploymentOf = (context: RuleContext): Deployment => ({
  hasCustomerKey: (path, scope) => encryptionKeyOf(path, scope, context) !== undefined,
  hasProperty: (path, scope) => deployedProperty(path, scope, context) !== undefined,
});
