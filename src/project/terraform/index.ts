import path from 'node:path';
import { templateOf } from '../cloudformation/index.js';
import type { DeployedTemplate, Framework, ReadInput } from '../framework.js';
import type { TemplateNode } from '../template/node.js';
import { type HclBlock, type HclModule, localModule, readModule } from './hcl.js';
import { type ModuleInput, ModuleScope } from './module.js';
import { isModuleFile } from './module-files.js';
import { isPlan, planModule } from './plan.js';
import { isFunctionElsewhere } from './registry-sources.js';
import { synthesize } from './synthesize.js';
import { readVariables } from './variable-files.js';

const MAX_MODULES = 200;
const MAX_DEPTH = 6;

/** Terraform and OpenTofu: the JSON of a plan. https://developer.hashicorp.com/terraform/internals/json-format */
export const terraformPlan: Framework = {
  kind: 'terraform',
  claims: (file, text) => file.endsWith('.json') && isPlan(text()),
  async read(input) {
    const folder = folderOf(input.file);
    const module = await planModule(input, folder);
    return [
      deployed(input, module, [
        ...input.files
          .list(folder)
          .filter((name) => name.endsWith('.tf'))
          .map((name) => (folder === '' ? name : `${folder}/${name}`)),
      ]),
    ];
  },
};

/** `.tf` files without a plan: what they say before anything is computed. */
export const terraform: Framework = {
  kind: 'terraform',
  claims: (file, text) =>
    isModuleFile(file) &&
    /\baws_lambda_function\b|terraform-aws-modules\/(terraform-aws-)?lambda|^\s*module\s+"|"module"\s*:/m.test(text()),
  async read(input) {
    const covers: string[] = [];
    const root = await openModule(
      input,
      folderOf(input.file),
      {
        prefix: '',
        passed: () => new Map(),
        parameters: new Map(),
        path: '.',
        defaults: await readVariables(input.files, folderOf(input.file), input.report),
        readText: (file) => input.files.read(path.posix.join(folderOf(input.file), file)),
      },
      covers,
    );
    return [deployed(input, root, covers)];
  },
};

const folderOf = (file: string): string => {
  const folder = path.posix.dirname(file);
  return folder === '.' ? '' : folder;
};

function deployed(input: ReadInput, root: ModuleScope, covers: string[]): DeployedTemplate {
  const source = { file: input.file, locate: () => ({ line: 1, column: 1 }) };
  const template = templateOf(synthesize(root, { source, offset: 0 }), input, 'terraform');
  return { ...template, covers: covers.filter((file) => file !== input.file) };
}

/** Opens a module; the local modules it calls are read, and opened when somebody asks for them. */
async function openModule(
  input: ReadInput,
  folder: string,
  call: Omit<ModuleInput, 'open'>,
  covers: string[],
): Promise<ModuleScope> {
  const modules = new Map<string, HclModule>();
  await readCalled(input, folder, 0, modules);
  covers.push(...[...modules.values()].flatMap(({ files }) => files));
  const open = (depth: number) => (scope: ModuleScope, block: HclBlock) => {
    const source = String(block.body['source'] ?? '');
    const module = modules.get(localModule(input.files, scope.module.folder, source) ?? '\0');
    if (!module || depth >= MAX_DEPTH) return undefined;
    const { defaults: _ofRoot, ...inherited } = call;
    return new ModuleScope(module, {
      ...inherited,
      prefix: `${scope.prefix}module.${block.labels[0]}${block.instance?.suffix ?? ''}.`,
      passed: () => argumentsOf(scope, block),
      path: path.posix.join(scope.path, source),
      open: open(depth + 1),
    });
  };
  return new ModuleScope(modules.get(folder)!, { ...call, open: open(0) });
}

/** Reads a module and those it calls, each once. */
async function readCalled(
  input: ReadInput,
  folder: string,
  depth: number,
  modules: Map<string, HclModule>,
): Promise<void> {
  if (modules.has(folder)) return;
  const module = await readModule(input.files, folder, input.report);
  modules.set(folder, module);
  for (const block of module.blocks.filter(({ kind }) => kind === 'module')) {
    const name = `module.${block.labels[0]}`;
    const source = String(block.body['source'] ?? '');
    const target = localModule(input.files, folder, source);
    const location = { file: block.source.file, ...block.source.locate(block.offset) };
    if (target === undefined || !input.files.isFolder(target)) {
      // What a module elsewhere makes is not known; one for functions makes some that are missing in the answer.
      if (isFunctionElsewhere(source))
        input.report({ ruleId: 'IT346', level: 'warning', args: { name, source }, location });
    } else if (depth >= MAX_DEPTH || modules.size >= MAX_MODULES)
      input.report({ ruleId: 'IT309', level: 'warning', args: { what: name, limit: `${MAX_DEPTH} levels` }, location });
    else await readCalled(input, target, depth + 1, modules);
  }
}

const argumentsOf = (scope: ModuleScope, block: HclBlock): Map<string, TemplateNode> =>
  new Map(
    Object.keys(block.body).flatMap((key) => {
      const node = scope.attribute(block, key);
      return node ? [[key, node] as const] : [];
    }),
  );
