import { literal, type Text } from '../../../model/text.js';
import { child, itemsOf, locationOf, scalarOf, type TemplateNode } from '../../template/node.js';
import { listOf } from '../function.js';
import type { LoadedStack } from '../loader.js';
import type { ScopedResource } from '../scope.js';
import { type Attached, joinAttached } from './attached.js';
import { type DocumentContext, documentOf } from './document.js';
import { managedName } from './sam-policies.js';

/** Policy resources that attach themselves to roles, with the place of the document. */
const ATTACHING = new Set(['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy']);

/** Everything the template attaches to its roles, by the role's logical id. */
export function rolesOf(stack: LoadedStack, use: DocumentContext): Map<string, Attached> {
  const out = new Map<string, Attached>();
  const add = (id: string, attached: Attached) => out.set(id, joinAttached(out.get(id), attached));
  for (const resource of stack.scope.resources.values()) {
    if (resource.type === 'AWS::IAM::Role') add(resource.id, ownPolicies(resource, use));
    if (!ATTACHING.has(resource.type)) continue;
    const node = child(resource.properties, 'PolicyDocument');
    const roles = attachedTo(resource, stack);
    const document = roles.length > 0 ? documentOf(node, use) : undefined;
    if (!node) continue;
    const at = locationOf(node);
    const attached: Attached = document
      ? { documents: [{ origin: 'inline', document, at }], managed: [] }
      : { documents: [], managed: [], unread: [at] };
    for (const role of roles) add(role, attached);
  }
  return out;
}

/**
 * What `lambda.Function` of the CDK attaches to the role it makes, `<function>/ServiceRole`, whatever the app says:
 * https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/aws-lambda/lib/function.ts (managedPolicies)
 */
const OF_CDK = new Set(['AWSLambdaBasicExecutionRole', 'AWSLambdaVPCAccessExecutionRole']);

const isCdkServiceRole = (node: TemplateNode | undefined): boolean =>
  /\/ServiceRole\/Resource$/.test(scalarOf(child(node, 'Metadata', 'aws:cdk:path')) ?? '');

function ownPolicies({ node, properties }: ScopedResource, use: DocumentContext): Attached {
  const inline = listOf(child(properties, 'Policies')).flatMap((item) => {
    const node = child(item, 'PolicyDocument');
    return node ? [{ document: documentOf(node, use), at: locationOf(node) }] : [];
  });
  const documents = inline.flatMap(({ document, at }) => (document ? [{ origin: 'inline', document, at }] : []));
  const unread = inline.flatMap(({ document, at }) => (document ? [] : [at]));
  const boundary = use.evaluator.text(child(properties, 'PermissionsBoundary'));
  const managed = managedOf(child(properties, 'ManagedPolicyArns'), use).map((policy): Attached['managed'][number] =>
    isCdkServiceRole(node) && OF_CDK.has(managedName(policy.text)) ? { ...policy, implicit: true } : policy,
  );
  return { documents, managed, ...(boundary && { boundary }), ...(unread.length > 0 && { unread }) };
}

const managedOf = (node: TemplateNode | undefined, use: DocumentContext): Attached['managed'] =>
  listOf(node).flatMap((item) => use.evaluator.list(item).map((text) => ({ text, at: locationOf(item) })));

/** Logical ids of the roles a policy resource names, by reference or by the role's declared name. */
function attachedTo(resource: ScopedResource, stack: LoadedStack): string[] {
  const names = [...itemsOf(child(resource.properties, 'Roles')), ...itemsOf(child(resource.properties, 'RoleName'))];
  return names.flatMap((item) => stack.evaluator.list(item)).flatMap((text) => roleNamed(text, stack) ?? []);
}

/** The role of the template that a text stands for: `Ref`, `GetAtt Arn`, its declared name or an ARN that ends in it. */
export function roleNamed(text: Text, stack: LoadedStack): string | undefined {
  const references = text.flatMap((part) =>
    part.kind === 'reference' && part.targetKind === 'resource' ? [part] : [],
  );
  const role = references.find((part) => part.targetType === 'AWS::IAM::Role');
  if (role) return role.target;
  const key = JSON.stringify(afterRole(text));
  for (const resource of stack.scope.resources.values()) {
    if (resource.type !== 'AWS::IAM::Role') continue;
    const name = stack.evaluator.text(child(resource.properties, 'RoleName'));
    if (name && name.length > 0 && JSON.stringify(name) === key) return resource.id;
  }
  return undefined;
}

/** `arn:…:role/path/name` → `name`; any other text as it is. */
function afterRole(text: Text): Text {
  const last = text.findLastIndex((part) => part.kind === 'literal' && part.text.includes('role/'));
  const part = text[last];
  if (part?.kind !== 'literal') return text;
  const rest = part.text.slice(part.text.lastIndexOf('/') + 1);
  return [...literal(rest), ...text.slice(last + 1)];
}
