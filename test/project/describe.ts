import { renderText } from '../../src/model/arn-render.js';
import type { LambdaFunction, Project } from '../../src/model/function.js';
import { alternativesOf, type Text } from '../../src/model/text.js';

/** A project as text: everything it says, in an order people can review. */
export function describeProject(project: Project): string {
  const findings = project.findings.map(({ ruleId, level, args, location }) =>
    `${ruleId} ${level} ${JSON.stringify(args)} ${location ? `${location.file}:${location.line}:${location.column}` : ''}`.trim(),
  );
  const resources = Object.values(project.resources).map(({ target, type, declaredName, encryptionKey, at }) =>
    [
      `${target} ${type} ${at.file}:${at.line}`,
      ...(declaredName ? [`name ${show(declaredName)}`] : []),
      ...(encryptionKey ? [`key ${show(encryptionKey)}`] : []),
    ].join(' | '),
  );
  return [
    `kind ${project.kind}`,
    ...project.functions.flatMap(describeFunction),
    'resources',
    ...indent(resources),
    'findings',
    ...indent(findings),
    '',
  ].join('\n');
}

export const show = (text: Text): string =>
  alternativesOf(text)
    .map((choice) => renderText(choice))
    .join(' or ');

function describeFunction(fn: LambdaFunction): string[] {
  const declared = fn.declared;
  return [
    `function ${fn.id}`,
    ...indent([
      `handler ${fn.handler.file} ${fn.handler.export}`,
      `runtime ${fn.runtime ?? '-'} code ${fn.codePath || '.'} name ${fn.functionName ? show(fn.functionName) : '-'} at ${fn.declaredAt ? `${fn.declaredAt.file}:${fn.declaredAt.line}` : '-'} template ${fn.template ?? '-'}`,
      ...Object.entries(fn.environment).map(([name, text]) => `env ${name} = ${show(text)}`),
      ...fn.triggers.map(({ kind, source, at }) => `trigger ${kind} ${source ? show(source) : '-'} :${at.line}`),
      ...describePermissions(fn),
      ...(declared ? [`role ${declared.role}${declared.boundary ? ` boundary ${show(declared.boundary)}` : ''}`] : []),
      ...(declared?.unknownManagedPolicies ?? []).map(({ name, at }) => `managed ${name} :${at.line}`),
      ...(declared?.documents ?? []).map(
        ({ origin, document, at }) => `policy ${origin} :${at.line} ${JSON.stringify(document.Statement)}`,
      ),
      ...Object.entries(fn.virtualFiles ?? {}).map(([file, text]) => `virtual ${file} ${JSON.stringify(text)}`),
    ]),
  ];
}

export const describePermissions = (fn: Pick<LambdaFunction, 'platform'>): string[] =>
  fn.platform.map(({ action, resource, condition, evidence }) => {
    const [witness] = evidence;
    const place = witness?.source === 'deployment' ? `:${witness.at.line} ${witness.strength}` : '?';
    return `needs ${action} on ${show(resource)}${condition ? ` if ${describeCondition(condition)}` : ''} ${place}`;
  });

const describeCondition = (condition: NonNullable<LambdaFunction['platform'][number]['condition']>): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(condition).map(([operator, keys]) => [
        operator,
        Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, values.map(show)])),
      ]),
    ),
  );

const indent = (lines: string[]): string[] => lines.map((line) => `  ${line}`);
