import type { Finding } from '../model/finding.js';
import type { DeployedResource, LambdaFunction, Project } from '../model/function.js';
import { compareLocations } from '../model/location.js';
import { UserError } from '../model/user-error.js';
import { bindNames, nameIndex } from './bind-names.js';
import { checkFunction } from './checks/index.js';
import { isOtherLanguage, resolveCode } from './code.js';
import type { ProjectFiles } from './files.js';
import type { DeployedTemplate } from './framework.js';
import type { ReadOptions } from './options.js';
import { calledByLayers } from './platform/extensions.js';
import { platformPermissions } from './platform/index.js';
import type { FunctionSpec } from './spec.js';

/** Joins what the frameworks read into one project: code found, names bound, ids unique, platform permissions and findings added. */
export async function assemble(
  files: ProjectFiles,
  templates: DeployedTemplate[],
  findings: Finding[],
  exportsOf: ReadOptions['exportsOf'],
): Promise<Project> {
  const report = (finding: Finding) => void findings.push(finding);
  const functions: LambdaFunction[] = [];
  const taken = countIds(templates);
  const roles = functionsByRole(templates);
  for (const template of templates) {
    const resources = byTarget(template.resources);
    const names = nameIndex(template.resources);
    for (const spec of template.functions) {
      bindNames(spec, names);
      const code = await codeOrReport(spec, files, report, exportsOf);
      if (!isOtherLanguage(spec))
        checkFunction(spec, { resources, sharedWith: roles.get(roleKey(template, spec)) ?? [] }, report);
      if (!code) continue;
      functions.push(functionOf(spec, uniqueId(spec.id, template.file, taken), template.file, code, resources));
    }
  }
  const [first] = templates;
  return {
    root: files.root,
    kind: first?.kind ?? 'folder',
    functions,
    resources: Object.assign({}, ...templates.map((template) => byTarget(template.resources)).reverse()),
    findings: distinct(findings),
    templates: Object.fromEntries(
      templates.map((template) => [template.file, { kind: template.kind, resources: byTarget(template.resources) }]),
    ),
  };
}

type Code = NonNullable<Awaited<ReturnType<typeof resolveCode>>>;

function functionOf(
  spec: FunctionSpec,
  id: string,
  template: string,
  code: Code,
  resources: { [target: string]: DeployedResource },
): LambdaFunction {
  const runtime = spec.runtimes[0];
  const byLayers = calledByLayers(spec);
  return {
    id,
    handler: code.handler,
    ...(runtime !== undefined && { runtime }),
    codePath: code.codePath,
    ...(spec.functionName && { functionName: spec.functionName }),
    environment: { ...spec.environment, ...code.environment },
    triggers: spec.triggers,
    platform: platformPermissions(spec, resources),
    ...(byLayers.length > 0 && { calledByLayers: byLayers }),
    ...(spec.declared && { declared: spec.declared }),
    declaredAt: spec.at,
    template,
    ...(code.virtualFiles && { virtualFiles: code.virtualFiles }),
  };
}

async function codeOrReport(
  spec: FunctionSpec,
  files: ProjectFiles,
  report: (finding: Finding) => void,
  exportsOf: ReadOptions['exportsOf'],
): Promise<Code | undefined> {
  try {
    return await resolveCode(spec, files, report, exportsOf);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    report({ ruleId: 'IT305', level: 'error', args: { problem: error.message }, location: error.location ?? spec.at });
    return undefined;
  }
}

const byTarget = (resources: DeployedResource[]): { [target: string]: DeployedResource } =>
  Object.fromEntries(resources.map((resource) => [resource.target, resource]));

function countIds(templates: DeployedTemplate[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const spec of templates.flatMap((template) => template.functions))
    counts.set(spec.id, (counts.get(spec.id) ?? 0) + 1);
  return counts;
}

/** Two templates may use one logical id: then the template's folder comes before it, and a number after it if even that is not enough. */
function uniqueId(id: string, file: string, taken: Map<string, number>): string {
  if ((taken.get(id) ?? 0) <= 1) return id;
  const folder = file.split('/').slice(0, -1).join('/');
  const base = folder === '' ? id : `${folder}/${id}`;
  const seen = taken.get(`\0${base}`) ?? 0;
  taken.set(`\0${base}`, seen + 1);
  return seen === 0 ? base : `${base}#${seen + 1}`;
}

const roleKey = (template: DeployedTemplate, spec: FunctionSpec): string =>
  `${template.file}\0${spec.role?.key ?? `own role of ${spec.id}`}`;

function functionsByRole(templates: DeployedTemplate[]): Map<string, string[]> {
  const out = new Map<string, string[]>();
  for (const template of templates) {
    for (const spec of template.functions)
      out.set(roleKey(template, spec), [...(out.get(roleKey(template, spec)) ?? []), spec.id]);
  }
  return out;
}

/** The same complaint about the same place once, in the order of the files. */
function distinct(findings: Finding[]): Finding[] {
  const nowhere = { file: '', line: 0, column: 0 };
  const unique = new Map(
    findings.map((finding) => [JSON.stringify([finding.ruleId, finding.args, finding.location]), finding]),
  );
  return [...unique.values()].sort(
    (a, b) =>
      compareLocations(a.location ?? nowhere, b.location ?? nowhere) ||
      (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0),
  );
}
