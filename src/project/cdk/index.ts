import path from 'node:path';
import { UserError } from '../../model/user-error.js';
import { readTemplates } from '../cloudformation/index.js';
import type { DeployedTemplate, Framework, ReadInput } from '../framework.js';
import { sourceOfBundle } from './bundle-source.js';
import { type Assembly, readAssembly } from './manifest.js';

const MAX_ASSEMBLIES = 100;

/** AWS CDK: the assembly in `cdk.out`. The app is never run. https://docs.aws.amazon.com/cdk/v2/guide/deploy.html#deploy-how-synth-assemblies */
export const cdk: Framework = {
  kind: 'cdk',
  claims: (file, text) =>
    /(^|\/)manifest\.json$/.test(file) && /"aws:cloudformation:stack"|"cdk:cloud-assembly"/.test(text()),
  read(input) {
    const assemblies = collect(input, readAssembly(input, input.file));
    const covers = assemblies.flatMap((assembly) => [assembly.file, ...assembly.templates]);
    return assemblies.flatMap((assembly) => assembly.templates.flatMap((file) => readStack(input, file, covers)));
  },
};

/** A CDK app that was not synthesised: says how to get there. */
export const cdkApp: Framework = {
  kind: 'cdk',
  claims: (file, text) => /(^|\/)cdk\.json$/.test(file) && /"app"\s*:/.test(text()),
  read({ files, file, report }) {
    const folder = path.posix.dirname(file);
    const output = outputOf(files.read(file) ?? '');
    const manifest = files.inside(folder, output, 'manifest.json');
    if (manifest === undefined || !files.isFile(manifest))
      report({ ruleId: 'IT316', level: 'warning', args: { folder: output }, location: { file, line: 1, column: 1 } });
    return [];
  },
};

function outputOf(text: string): string {
  try {
    const output: unknown = JSON.parse(text)?.output;
    return typeof output === 'string' ? output : 'cdk.out';
  } catch {
    // A broken cdk.json names no folder: the default is as good as any.
    return 'cdk.out';
  }
}

function collect(input: ReadInput, first: Assembly): Assembly[] {
  const out: Assembly[] = [];
  const pending = [first];
  while (pending.length > 0 && out.length < MAX_ASSEMBLIES) {
    const next = pending.shift()!;
    if (out.some(({ file }) => file === next.file)) continue;
    out.push(next);
    for (const nested of next.assemblies) {
      if (input.files.isFile(nested)) pending.push(readAssembly(input, nested));
      else
        input.report({
          ruleId: 'IT308',
          level: 'warning',
          args: { name: 'nested assembly', file: nested },
          location: { file: next.file, line: 1, column: 1 },
        });
    }
  }
  return out;
}

/** What is wrong with one stack's template is reported; the other stacks are still read. */
function readStack(input: ReadInput, file: string, covers: string[]): DeployedTemplate[] {
  try {
    const templates = readTemplates({ ...input, file }, 'cdk');
    for (const spec of templates.flatMap((template) => template.functions)) {
      const source =
        spec.code.kind === 'local' && spec.handler && sourceOfBundle(input, spec.code.path, spec.handler.text);
      if (source) spec.code = { kind: 'source', ...source, at: spec.code.at };
    }
    return templates.map((template) => ({ ...template, covers: [...template.covers, ...covers] }));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    input.report({
      ruleId: 'IT305',
      level: 'error',
      args: { problem: error.message },
      location: error.location ?? { file, line: 1, column: 1 },
    });
    return [];
  }
}
