import type { Finding } from '../../model/finding.js';
import { UserError } from '../../model/user-error.js';
import {
  child,
  entriesOf,
  itemsOf,
  locationOf,
  locationOfKey,
  type MapNode,
  mapOf,
  scalarOf,
  type TemplateNode,
} from '../template/node.js';
import type { ParameterInfo, Scope, ScopedResource } from './scope.js';
import { GLOBALS, SAM_TYPES } from './types.js';

/** Transforms that are known: what any other one does to the template is not. */
const KNOWN_TRANSFORMS = new Set([
  'AWS::Serverless-2016-10-31',
  'AWS::LanguageExtensions',
  'AWS::Include',
  'AWS::SecretsManager-2020-07-23',
  'AWS::SecretsManager-2024-09-16',
  'AWS::CodeDeployBlueGreen',
]);

/**
 * Reads the sections of a parsed template (includes and loops already expanded).
 * Throws UserError when the file is not a template at all.
 */
export function openStack(file: string, root: TemplateNode, report: (finding: Finding) => void): Scope {
  if (root.kind !== 'map')
    throw new UserError('A template is a map with `Resources`', { location: { file, line: 1, column: 1 } });
  const transforms = itemsOf(child(root, 'Transform')).map(
    (node) => scalarOf(node) ?? scalarOf(child(node, 'Name')) ?? '',
  );
  for (const name of transforms.filter((transform) => transform !== '' && !KNOWN_TRANSFORMS.has(transform))) {
    report({ ruleId: 'IT311', level: 'note', args: { name }, location: locationOfKey(root, 'Transform') });
  }
  const scope: Scope = {
    file,
    root,
    resources: new Map(),
    parameters: parametersOf(root),
    mappings: child(root, 'Mappings'),
    outputs: child(root, 'Outputs'),
    nested: new Map(),
    usesTransform: transforms.length > 0,
    report,
  };
  const resources = child(root, 'Resources');
  if (resources?.kind === 'map') for (const [id, node] of resources.entries) addResource(scope, resources, id, node);
  return scope;
}

function addResource(scope: Scope, resources: MapNode, id: string, node: TemplateNode): void {
  const writtenType = scalarOf(child(node, 'Type'));
  if (node.kind !== 'map' || writtenType === undefined) {
    if (id !== 'Fn::Transform')
      scope.report({ ruleId: 'IT312', level: 'warning', args: { name: id }, location: locationOfKey(resources, id) });
    return;
  }
  const resource: ScopedResource = {
    id,
    type: SAM_TYPES[writtenType] ?? writtenType,
    writtenType,
    node,
    properties: withGlobals(scope.root, writtenType, child(node, 'Properties')),
    // A resource written elsewhere (a Terraform block, an included file) stands where it was written.
    at: node.source === resources.source ? locationOfKey(resources, id) : locationOf(node),
  };
  scope.resources.set(id, resource);
}

function parametersOf(root: MapNode): Map<string, ParameterInfo> {
  const parameters = mapOf(child(root, 'Parameters'));
  return new Map(
    entriesOf(parameters).map(([name, node]) => [
      name,
      {
        type: scalarOf(child(node, 'Type')) ?? 'String',
        default: scalarOf(child(node, 'Default')),
        passed: undefined,
        at: locationOfKey(parameters!, name),
      },
    ]),
  );
}

function withGlobals(root: MapNode, type: string, own: TemplateNode | undefined): TemplateNode | undefined {
  const section = Object.keys(GLOBALS).find((name) => GLOBALS[name] === type);
  const shared = section && child(root, 'Globals', section);
  return shared ? mergeGlobals(shared, own) : own;
}

/**
 * Maps are merged, lists are added to, anything else is overridden:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
function mergeGlobals(shared: TemplateNode, own: TemplateNode | undefined): TemplateNode {
  if (!own || (own.kind === 'scalar' && own.value === null)) return shared;
  if (shared.kind === 'list' && own.kind === 'list') return { ...own, items: [...shared.items, ...own.items] };
  if (shared.kind !== 'map' || own.kind !== 'map') return own;
  const merged: MapNode = { ...own, entries: new Map(shared.entries), keyOffsets: new Map(shared.keyOffsets) };
  for (const [key, value] of own.entries) {
    const inherited = shared.entries.get(key);
    merged.entries.set(key, inherited ? mergeGlobals(inherited, value) : value);
    merged.keyOffsets.set(key, own.keyOffsets.get(key) ?? own.offset);
  }
  return merged;
}
