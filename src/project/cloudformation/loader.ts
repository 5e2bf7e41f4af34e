import path from 'node:path';
import type { Finding } from '../../model/finding.js';
import type { SourceLocation } from '../../model/location.js';
import { literalOf, type Text } from '../../model/text.js';
import { UserError } from '../../model/user-error.js';
import type { ProjectFiles } from '../files.js';
import { child, entriesOf, locationOf, scalarOf } from '../template/node.js';
import { parseTemplate } from '../template/parse.js';
import { Evaluator } from './evaluate.js';
import { expand } from './expand.js';
import type { ParameterInfo, Scope, ScopedResource } from './scope.js';
import { openStack } from './stack.js';

const MAX_NESTING = 6;
const MAX_STACKS = 200;

/** A template and the nested ones it deploys, outermost first. */
export interface LoadedStack {
  scope: Scope;
  evaluator: Evaluator;
  children: LoadedStack[];
}

/**
 * Reads a template and its nested local templates. What is wrong with a nested one is reported; the outer one is still read.
 * Throws UserError when the template itself cannot be read.
 */
export function loadStack(files: ProjectFiles, file: string, report: (finding: Finding) => void): LoadedStack {
  return load({ files, report, count: 0 }, file, []);
}

interface Loading {
  files: ProjectFiles;
  report(finding: Finding): void;
  count: number;
}

function load(loading: Loading, file: string, outer: string[]): LoadedStack {
  loading.count += 1;
  const text = loading.files.read(file);
  if (text === undefined)
    throw new UserError(`There is no template ${file}`, { location: { file, line: 1, column: 1 } });
  const root = expand(parseTemplate(file, text), loading.files, loading.report);
  const scope = openStack(file, root, loading.report);
  const stack: LoadedStack = { scope, evaluator: new Evaluator(scope), children: [] };
  for (const resource of scope.resources.values()) {
    if (resource.type !== 'AWS::CloudFormation::Stack') continue;
    const nested = loadNested(loading, resource, stack, [...outer, file]);
    if (nested) stack.children.push(nested);
  }
  return stack;
}

function loadNested(
  loading: Loading,
  resource: ScopedResource,
  parent: LoadedStack,
  outer: string[],
): LoadedStack | undefined {
  const node = child(resource.properties, 'TemplateURL') ?? child(resource.properties, 'Location');
  // The CDK names a nested stack's template in the metadata; its URL is known only when deployed.
  const asset = scalarOf(child(resource.node, 'Metadata', 'aws:asset:path'));
  const location = asset ?? literalOf(parent.evaluator.text(node) ?? []);
  const at = node ? locationOf(node) : resource.at;
  const file =
    location && !/^(https?|s3):/i.test(location)
      ? loading.files.referred(path.posix.dirname(parent.scope.file), location)
      : undefined;
  if (location === undefined || file === undefined || !loading.files.isFile(file)) {
    loading.report({
      ruleId: 'IT308',
      level: 'warning',
      args: { name: resource.id, file: location ?? scalarOf(node) ?? 'a location known only when deployed' },
      location: at,
    });
    return undefined;
  }
  if (outer.includes(file)) {
    loading.report({
      ruleId: 'IT307',
      level: 'error',
      args: { name: `${resource.id} deploys ${file}, which deploys it again` },
      location: at,
    });
    return undefined;
  }
  if (outer.length >= MAX_NESTING || loading.count >= MAX_STACKS) {
    loading.report({
      ruleId: 'IT309',
      level: 'warning',
      args: {
        what: `nested stack ${file}`,
        limit: outer.length >= MAX_NESTING ? `${MAX_NESTING} levels` : `${MAX_STACKS} stacks`,
      },
      location: at,
    });
    return undefined;
  }
  return readNested(loading, file, outer, resource, parent, at);
}

function readNested(
  loading: Loading,
  file: string,
  outer: string[],
  resource: ScopedResource,
  parent: LoadedStack,
  at: SourceLocation,
): LoadedStack | undefined {
  try {
    const nested = load(loading, file, outer);
    passParameters(nested.scope, resource, parent);
    parent.scope.nested.set(resource.id, {
      scope: nested.scope,
      output: (name) => nested.evaluator.text(child(nested.scope.outputs, name, 'Value')),
    });
    return nested;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    loading.report({
      ruleId: 'IT305',
      level: 'error',
      args: { problem: error.message },
      location: error.location ?? at,
    });
    return undefined;
  }
}

/** Values are worked out when asked for: a sibling's output may not be there yet. */
function passParameters(scope: Scope, resource: ScopedResource, parent: LoadedStack): void {
  for (const [name, node] of entriesOf(child(resource.properties, 'Parameters'))) {
    const parameter = scope.parameters.get(name);
    if (parameter)
      defineLazily(
        parameter,
        () => parent.evaluator.text(node),
        () =>
          scope.report({
            ruleId: 'IT307',
            level: 'error',
            args: { name: `parameter ${name} is passed a value made of itself` },
            location: locationOf(node),
          }),
      );
  }
}

function defineLazily(parameter: ParameterInfo, evaluate: () => Text | undefined, onCycle: () => void): void {
  let state: 'new' | 'busy' | 'done' = 'new';
  let value: Text | undefined;
  Object.defineProperty(parameter, 'passed', {
    get() {
      if (state === 'busy') onCycle();
      if (state === 'new') {
        state = 'busy';
        value = evaluate();
        state = 'done';
      }
      return value;
    },
  });
}
