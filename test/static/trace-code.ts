import { openCatalog } from '../../src/catalog/index.js';
import type { Argument } from '../../src/model/argument.js';
import type { SdkCall } from '../../src/model/sdk-call.js';
import { literal, type Text } from '../../src/model/text.js';
import { type RunResult, runFunction } from '../../src/static/interpret/run.js';
import { ProjectFiles } from '../../src/static/parse/project-files.js';
import { createSdkModules } from '../../src/static/sdk/index.js';

const catalog = openCatalog();

export interface CodeOptions {
  /** `file.export`; the first file's `handler` by default. */
  handler?: string;
  env?: { [name: string]: string };
  budget?: number;
}

/** Runs code given as text (one `index.ts`, or a table of files) with the real SDK models. */
export function runCode(code: string | { [file: string]: string }, options: CodeOptions = {}): RunResult {
  const files = typeof code === 'string' ? { 'index.ts': code } : code;
  const [first = 'index.ts'] = Object.keys(files);
  const [file, name] = options.handler?.includes('#')
    ? options.handler.split('#')
    : [first, options.handler ?? 'handler'];
  const environment: { [name: string]: Text } = {};
  for (const [key, value] of Object.entries(options.env ?? {})) environment[key] = literal(value);
  return runFunction({
    files: new ProjectFiles('/nowhere', files),
    externals: createSdkModules(catalog),
    environment,
    handler: { file: file!, export: name! },
    ...(options.budget !== undefined && { budget: options.budget }),
  });
}

/** Every call as `client:Operation Member=value …`, sorted, without doubles. */
export function callsOf(code: string | { [file: string]: string }, options: CodeOptions = {}): string[] {
  return [...new Set(runCode(code, options).calls.map(printCall))].sort();
}

export const printCall = (call: SdkCall): string =>
  [`${call.client}:${call.operation}`, ...members(call.input)].join(' ');

function members(input: Argument): string[] {
  if (input.kind === 'choice') return [input.of.map((one) => members(one).join(' ')).join(' | ')];
  if (input.kind !== 'object') return input.kind === 'constant' ? [] : [print(input)];
  const named = Object.entries(input.members).map(([name, value]) => `${name}=${print(value)}`);
  const computed = (input.computed ?? []).map((one) => `[${printText(one.key)}]=${print(one.value)}`);
  return [...named, ...computed, ...(input.open ? ['…'] : [])];
}

function print(value: Argument): string {
  switch (value.kind) {
    case 'text':
      return printText(value.text);
    case 'constant':
      return String(value.value);
    case 'object':
      return `{${members(value).join(',')}}`;
    case 'list':
      return `[${value.items.map(print).join(',')}${value.open ? '…' : ''}]`;
    case 'choice':
      return value.of.map(print).join('|');
    case 'unknown':
      return value.source ? `<${value.source}>` : '*';
  }
}

const printText = (text: Text): string =>
  text
    .map((part) => {
      if (part.kind === 'literal') return part.text;
      if (part.kind === 'env') return `\${${part.name}${part.fallback ? `?${printText(part.fallback)}` : ''}}`;
      return part.kind === 'unknown' ? (part.source ? `<${part.source}>` : '*') : '@';
    })
    .join('');
