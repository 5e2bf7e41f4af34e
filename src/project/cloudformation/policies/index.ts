import type { ArnContext } from '../../../model/arn.js';
import type { DeclaredDocument, DeclaredPolicy } from '../../../model/function.js';
import type { Permission } from '../../../model/permission.js';
import type { PolicyDocument } from '../../../model/policy.js';
import { literalOf, type Text } from '../../../model/text.js';
import type { Canonical } from '../../declared/canonical.js';
import type { ManagedPolicies } from '../../declared/managed-policies.js';
import { permissionsDocument } from '../../declared/permissions-document.js';
import type { FunctionSpec, LocatedText } from '../../spec.js';
import { child, locationOf, type TemplateNode } from '../../template/node.js';
import { showName } from '../intrinsics.js';
import type { LoadedStack } from '../loader.js';
import type { ScopedResource } from '../scope.js';
import { type Attached, joinAttached } from './attached.js';
import { connectorDocuments } from './connectors.js';
import { type DocumentContext, documentOf } from './document.js';
import { roleNamed, rolesOf } from './roles.js';
import { samManaged } from './sam-managed.js';
import { managedName, samPolicies } from './sam-policies.js';

export interface PolicyOptions {
  context: ArnContext;
  canonical: Canonical;
  managed: ManagedPolicies;
  /** What the poller and the destinations of a function need: SAM writes those into the role it makes. */
  platform(spec: FunctionSpec): Permission[];
}

/** Adds to every function its role and the policies the template gives it today. Changes the specs. */
export function addDeclaredPolicies(
  specs: Map<string, FunctionSpec>,
  stack: LoadedStack,
  options: PolicyOptions,
): void {
  const { context, canonical } = options;
  const use: DocumentContext = { evaluator: stack.evaluator, context, canonical, texts: new Map() };
  const roles = rolesOf(stack, use);
  const connectors = connectorDocuments(stack, use);
  for (const [id, spec] of specs) {
    const resource = stack.scope.resources.get(id)!;
    const isSam = resource.writtenType === 'AWS::Serverless::Function';
    const role = roleOf(resource, stack);
    if (role) spec.role = role;
    if (!role && !isSam) continue;
    const makesRole = !role;
    const own = makesRole ? generatedRole(resource, spec, use, options) : undefined;
    const declared = joinAttached(role ? roles.get(role.key) : roles.get(`${id}Role`), own, {
      documents: connectors.get(id) ?? [],
      managed: [],
    });
    if (role && !stack.scope.resources.has(role.key) && declared.documents.length === 0) continue;
    spec.declared = finished(role?.key ?? `${id}Role`, declared, stack, use, options);
  }
}

/** The function's `Role`: a role of the template by its logical id, any other by how it is written. */
function roleOf(resource: ScopedResource, stack: LoadedStack): FunctionSpec['role'] {
  const node = child(resource.properties, 'Role');
  const text = node && stack.evaluator.text(node);
  if (!node || !text) return undefined;
  return { key: roleNamed(text, stack) ?? showName(text), at: locationOf(node) };
}

function generatedRole(
  resource: ScopedResource,
  spec: FunctionSpec,
  use: DocumentContext,
  options: PolicyOptions,
): Attached {
  const { properties } = resource;
  const boundary = use.evaluator.text(child(properties, 'PermissionsBoundary'));
  const written = samPolicies(child(properties, 'Policies'), use);
  const platform = options.platform(spec);
  const generated: DeclaredDocument[] =
    platform.length === 0
      ? []
      : [
          {
            origin: 'SAM event sources and destinations',
            // Of any account and Region: renderers compare it with statements that are not tied to one.
            document: permissionsDocument(platform, {}),
            at: spec.at,
            implicit: true,
          },
        ];
  return {
    documents: [...written.documents, ...generated],
    managed: [...written.managed, ...samManaged(spec)],
    ...(boundary && { boundary }),
  };
}

/** Looks up what the managed policies say: those of the template, of the user's folder, and the few everybody has. */
function finished(
  role: string,
  { documents, managed, boundary, unread = [] }: Attached,
  stack: LoadedStack,
  use: DocumentContext,
  options: PolicyOptions,
): DeclaredPolicy {
  const out: DeclaredPolicy = { role, documents: [...documents], unknownManagedPolicies: [] };
  const seen = new Set<string>();
  for (const policy of managed) {
    const name = managedName(policy.text);
    if (seen.has(name)) continue;
    seen.add(name);
    const implicit = managed.some((other) => other.implicit && managedName(other.text) === name);
    const local = templatePolicy(policy, stack, use);
    const document = local?.document ?? options.managed.find(name);
    if (document)
      out.documents.push({
        origin: `managed policy ${name}`,
        document,
        at: local?.at ?? policy.at,
        ...(implicit && { implicit }),
      });
    else out.unknownManagedPolicies.push({ name, at: policy.at });
  }
  // Reported as IT322 where they stand; for a comparison they are policies whose text is not known.
  for (const at of unread)
    out.unknownManagedPolicies.push({ name: `the inline policy at ${at.file}:${at.line}`, at, isInline: true });
  if (boundary) out.boundary = boundary;
  const texts = textsIn(out, use);
  return Object.keys(texts).length > 0 ? { ...out, texts } : out;
}

/** What the resources and values of conditions of a policy were written from, where they hold references. */
function textsIn({ documents }: DeclaredPolicy, { texts }: DocumentContext): { [written: string]: Text } {
  const statements = documents.flatMap(({ document }) => [document.Statement].flat());
  const written = statements.flatMap(({ Resource, NotResource, Condition }) => [
    ...[Resource ?? [], NotResource ?? []].flat(),
    ...Object.values(Condition ?? {}).flatMap((keys) => Object.values(keys).flat().map(String)),
  ]);
  return Object.fromEntries(
    [...new Set(written)].toSorted().flatMap((one) => {
      const text = texts.get(one);
      return text && literalOf(text) === undefined ? [[one, text]] : [];
    }),
  );
}

function templatePolicy(
  policy: LocatedText,
  stack: LoadedStack,
  use: DocumentContext,
): { document: PolicyDocument; at: DeclaredDocument['at'] } | undefined {
  const [part] = policy.text;
  const resource = part?.kind === 'reference' ? stack.scope.resources.get(part.target) : undefined;
  const node: TemplateNode | undefined =
    resource?.type === 'AWS::IAM::ManagedPolicy' ? child(resource.properties, 'PolicyDocument') : undefined;
  const document = documentOf(node, use);
  return node && document ? { document, at: locationOf(node) } : undefined;
}
