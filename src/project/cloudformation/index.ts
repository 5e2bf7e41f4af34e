import type { DeployedResource } from '../../model/function.js';
import { canonicalArns } from '../declared/canonical.js';
import type { DeployedTemplate, Framework, ReadInput } from '../framework.js';
import { generatedByFramework } from '../platform/index.js';
import type { FunctionSpec } from '../spec.js';
import type { MapNode } from '../template/node.js';
import { reportCycles } from './cycles.js';
import { deployedResource } from './deployed-resource.js';
import { Evaluator } from './evaluate.js';
import { functionSpec } from './function.js';
import { type LoadedStack, loadStack } from './loader.js';
import { addDeclaredPolicies } from './policies/index.js';
import { openStack } from './stack.js';
import { addTriggers } from './triggers/index.js';

const TEMPLATE_FILE = /\.(ya?ml|json|template)$/i;

/** AWS SAM: the transform's types. Asked before plain CloudFormation. */
export const sam: Framework = {
  kind: 'sam',
  claims: (file, text) =>
    TEMPLATE_FILE.test(file) && /AWS::Serverless(-2016-10-31|::)/.test(text()) && isTemplate(text()),
  read: (input) => readTemplates(input, 'sam'),
};

export const cloudformation: Framework = {
  kind: 'cloudformation',
  claims: (file, text) =>
    TEMPLATE_FILE.test(file) && /AWS::(Lambda::Function|CloudFormation::Stack)\b/.test(text()) && isTemplate(text()),
  read: (input) => readTemplates(input, 'cloudformation'),
};

/** A document with a `Resources` section at its top, in YAML or JSON; what only mentions one deeper (Serverless, docs) is not a template. */
const isTemplate = (text: string): boolean =>
  /^(Resources|"Resources"|'Resources')\s*:/m.test(text) || (/^\s*\{/.test(text) && /"Resources"\s*:\s*\{/.test(text));

/** A template and its nested ones, each with its functions and resources. */
export function readTemplates(input: ReadInput, kind: string): DeployedTemplate[] {
  const stacks = flatten(loadStack(input.files, input.file, input.report));
  for (const stack of stacks) reportCycles(stack.scope);
  return stacks.map((stack) => deployed(stack, input, kind));
}

/** A template that another framework's file was turned into; its nodes keep their places in that file. */
export function templateOf(root: MapNode, input: ReadInput, kind: string): DeployedTemplate {
  // Like SAM, the other framework makes resources that its file does not list.
  const scope = { ...openStack(input.file, root, input.report), usesTransform: true };
  return deployed({ scope, evaluator: new Evaluator(scope), children: [] }, input, kind);
}

function deployed(stack: LoadedStack, input: ReadInput, kind: string): DeployedTemplate {
  const resources = [...stack.scope.resources.values()].map((resource) => deployedResource(resource, stack.evaluator));
  return { file: stack.scope.file, kind, functions: functionsOf(stack, resources, input), resources, covers: [] };
}

function functionsOf(
  stack: LoadedStack,
  known: DeployedResource[],
  { files, options, managed }: ReadInput,
): FunctionSpec[] {
  const resources = [...stack.scope.resources.values()].filter((resource) => resource.type === 'AWS::Lambda::Function');
  const specs = new Map(resources.map((resource) => [resource.id, functionSpec(resource, stack, files)]));
  addTriggers(specs, stack);
  const byTarget = Object.fromEntries(known.map((resource) => [resource.target, resource]));
  addDeclaredPolicies(specs, stack, {
    context: options.context ?? {},
    canonical: canonicalArns(known, options.catalog),
    managed,
    platform: (spec) => generatedByFramework(spec, byTarget),
  });
  return [...specs.values()];
}

const flatten = (stack: LoadedStack): LoadedStack[] => [stack, ...stack.children.flatMap(flatten)];
