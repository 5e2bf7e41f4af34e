import path from 'node:path';
import { templateOf } from '../cloudformation/index.js';
import type { DeployedTemplate, Framework, ReadInput } from '../framework.js';
import { type HclModule, localModule, readModule } from './hcl.js';
import { type ModuleInput, ModuleScope } from './module.js';
import { isModuleFile } from './module-files.js';
import { isPlan, planModule } from './plan.js';
import { isRegistryFunction } from './registry-sources.js';
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
        passed: new Map(),
        parameters: new Map(),
        path: '.',
        defaults: await readVariables(input.files, folderOf(input.file), input.report),
        readText: (file) => input.files.read(path.posix.join(folderOf(input.file), file)),
        depth: 0,
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

interface Call extends ModuleInput {
  depth: number;
}

/** Opens a module and the local modules it calls, with what it passes to them. */
async function openModule(input: ReadInput, folder: string, call: Call, covers: string[]): Promise<ModuleScope> {
  const module: HclModule = await readModule(input.files, folder, input.report);
  covers.push(...module.files);
  const scope = new ModuleScope(module, call);
  for (const block of scope.blocks('module')) {
    const [name = ''] = block.labels;
    const target = localModule(input.files, folder, block.body['source']);
    const location = { file: block.source.file, ...block.source.locate(block.offset) };
    if (target === undefined || !input.files.isFolder(target)) {
      // What a module elsewhere makes is not known; one for functions makes some that are missing in the answer.
      const from = String(block.body['source'] ?? '');
      if (
        /lambda/i.test(from) &&
        !isRegistryFunction(from) &&
        !/terraform-aws-lambda(\.git)?\/\/|lambda\/aws\/\//.test(from)
      )
        input.report({ ruleId: 'IT346', level: 'warning', args: { name: `module.${name}`, source: from }, location });
      continue;
    }
    if (call.depth >= MAX_DEPTH || covers.length > MAX_MODULES * 10) {
      input.report({
        ruleId: 'IT309',
        level: 'warning',
        args: { what: `module ${name}`, limit: `${MAX_DEPTH} levels` },
        location,
      });
      continue;
    }
    const passed = new Map(
      Object.keys(block.body).flatMap((key) => {
        const node = scope.attribute(block, key);
        return node ? [[key, node] as const] : [];
      }),
    );
    const relative = path.posix.join(call.path, String(block.body['source']));
    const instance = name + (block.instance?.suffix ?? '');
    const { defaults: _ofRoot, ...inherited } = call;
    scope.children.set(
      instance,
      await openModule(
        input,
        target,
        { ...inherited, prefix: `${call.prefix}module.${instance}.`, passed, path: relative, depth: call.depth + 1 },
        covers,
      ),
    );
  }
  return scope;
}
