import path from 'node:path';
import type { Finding } from '../../model/finding.js';
import type { ProjectFiles } from '../files.js';
import type { TemplateNode, TemplateSource } from '../template/node.js';
import type { Bindings } from './environment.js';
import { isOverride, moduleFilesIn } from './module-files.js';

const MAX_FILES = 300;
const MAX_BYTES = 1024 * 1024;

/** A block of a module: `resource "aws_sqs_queue" "jobs" { … }`. */
export interface HclBlock {
  /** `resource`, `data`, `module`, `variable`, `output`, `locals`. */
  kind: string;
  /** Labels after the kind. */
  labels: string[];
  body: { [attribute: string]: unknown };
  /** File and offset of the block's header. */
  source: TemplateSource;
  offset: number;
  text: string;
  /** One of the instances that `count` or `for_each` makes. */
  instance?: Instance;
}

/** One instance of a block. */
export interface Instance {
  /** `["orders"]`, `[0]`: what its address ends in; `[each.key]` stands for all of them when nobody knows how many there will be. */
  suffix: string;
  /** The key itself; undefined when it is not known. */
  key?: string;
  /** What `each` or `count` is in its body. */
  bindings: Bindings;
}

/** Reads attributes of blocks as template nodes. */
export interface Attributes {
  /** By dotted path; numbers index the lists that nested blocks are. */
  attribute(block: HclBlock, path: string): TemplateNode | undefined;
}

export interface HclModule {
  folder: string;
  files: string[];
  blocks: HclBlock[];
}

/** A module is called from several places, and read once. */
const READ = new WeakMap<ProjectFiles, Map<string, Promise<HclModule>>>();

/** The module of a folder; what is wrong with it is reported the first time. */
export function readModule(
  files: ProjectFiles,
  folder: string,
  report: (finding: Finding) => void,
): Promise<HclModule> {
  const known = READ.get(files) ?? new Map<string, Promise<HclModule>>();
  READ.set(files, known);
  const module = known.get(folder) ?? loadModule(files, folder, report);
  known.set(folder, module);
  return module;
}

/**
 * Reads every file of a module's folder. A file that is not valid HCL is reported; the others are still read.
 */
async function loadModule(files: ProjectFiles, folder: string, report: (finding: Finding) => void): Promise<HclModule> {
  // The parser is a 4 MB program: loaded only when there is Terraform to read.
  const { default: hcl } = await import('hcl2-parser');
  const names = moduleFilesIn(files.list(folder)).slice(0, MAX_FILES);
  const blocks: HclBlock[] = [];
  const read: string[] = [];
  for (const name of names) {
    const file = folder === '' ? name : `${folder}/${name}`;
    const location = { file, line: 1, column: 1 };
    if (files.size(file) > MAX_BYTES) {
      report({
        ruleId: 'IT309',
        level: 'warning',
        args: { what: file, limit: `${MAX_BYTES / 1024 / 1024} MB` },
        location,
      });
      continue;
    }
    const text = files.read(file) ?? '';
    const source = sourceOf(file, text);
    read.push(file);
    for (const part of name.endsWith('.json') ? [{ start: 0, value: jsonObject(text) }] : partsOf(hcl, text)) {
      const made = part.value && blocksOf(part.value, source, text, part.start);
      if (made && isOverride(name)) override(blocks, made);
      else if (made) blocks.push(...made);
      else
        report({
          ruleId: 'IT305',
          level: 'error',
          args: { problem: name.endsWith('.json') ? 'Not valid JSON' : 'Not valid HCL' },
          location: { file, ...source.locate(part.start) },
        });
    }
  }
  return { folder, files: read, blocks };
}

/** Attributes of blocks in override files take the place of those they name. */
function override(blocks: HclBlock[], overriding: readonly HclBlock[]): void {
  for (const one of overriding) {
    const same = ({ kind, labels }: HclBlock) => kind === one.kind && labels.join('\n') === one.labels.join('\n');
    const base = one.kind === 'locals' ? undefined : blocks.find(same);
    if (base) base.body = { ...base.body, ...one.body };
    else blocks.push(one);
  }
}

/** Terraform's JSON syntax; undefined for text that is no JSON object. https://developer.hashicorp.com/terraform/language/syntax/json */
export function jsonObject(text: string): { [key: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The attributes of a file without blocks (`terraform.tfvars`); undefined when it is not valid HCL. */
export async function parseAttributes(text: string): Promise<{ [name: string]: unknown } | undefined> {
  const { default: hcl } = await import('hcl2-parser');
  return parse(hcl, text);
}

interface Parser {
  /** Value and error; the error says nothing. */
  parseToObject(text: string): [unknown, unknown];
}

function parse(hcl: Parser, text: string): { [key: string]: unknown } | undefined {
  try {
    const [value, error] = hcl.parseToObject(text);
    return !error && isRecord(value) ? value : undefined;
  } catch {
    // The parser panics on some broken input; for the caller it is broken either way.
    return undefined;
  }
}

/**
 * The whole file; when it is not valid, its top-level blocks one by one, so that one broken block does not hide the others and has a
 * line. `value` is undefined for a broken one.
 */
function partsOf(hcl: Parser, text: string): { start: number; value: { [key: string]: unknown } | undefined }[] {
  const whole = parse(hcl, text);
  if (whole) return [{ start: 0, value: whole }];
  const parts: { start: number; value: { [key: string]: unknown } | undefined }[] = [];
  let start = 0;
  for (const match of text.matchAll(/^\}[ \t]*$/gm)) {
    const end = match.index + match[0].length;
    parts.push({ start, value: parse(hcl, `${text.slice(start, end)}\n`) });
    start = end;
  }
  if (text.slice(start).trim() !== '') parts.push({ start, value: parse(hcl, text.slice(start)) });
  return parts;
}

const NESTED_KINDS: { readonly [kind: string]: number } = {
  resource: 2,
  data: 2,
  module: 1,
  provider: 1,
  variable: 1,
  output: 1,
  locals: 0,
};

function blocksOf(record: { [key: string]: unknown }, source: TemplateSource, text: string, start: number): HclBlock[] {
  return Object.entries(NESTED_KINDS).flatMap(([kind, depth]) =>
    labelled(record[kind], depth).map(({ labels, body }) => ({
      kind,
      labels,
      body,
      source,
      offset: headerOffset(source, text, kind, labels, start),
      text,
    })),
  );
}

function labelled(value: unknown, depth: number): { labels: string[]; body: { [attribute: string]: unknown } }[] {
  if (depth === 0)
    return (Array.isArray(value) ? value : [value]).filter(isRecord).map((body) => ({ labels: [], body }));
  if (Array.isArray(value)) return value.flatMap((one) => labelled(one, depth));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([label, inner]) =>
    labelled(inner, depth - 1).map(({ labels, body }) => ({ labels: [label, ...labels], body })),
  );
}

export const isRecord = (value: unknown): value is { [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function headerOffset(source: TemplateSource, text: string, kind: string, labels: string[], start: number): number {
  const escaped = labels.map((label) => `\\s+"?${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}"?`).join('');
  const header = new RegExp(`^[ \\t]*${kind}${escaped}\\s*\\{`, 'gm');
  header.lastIndex = start;
  return header.exec(text)?.index ?? (source.file.endsWith('.json') ? jsonOffset(text, [kind, ...labels]) : start);
}

/** Place of the innermost of some keys of a JSON file, each looked for behind the one before it. */
const jsonOffset = (text: string, keys: readonly string[]): number =>
  keys.reduce((from, key) => Math.max(from, text.indexOf(JSON.stringify(key), from)), 0);

/** Offset of an attribute inside a block; of the block when it is not found. */
export function attributeOffset(block: HclBlock, attribute: string): number {
  const end = /\n\}/g;
  end.lastIndex = block.offset;
  const stop = end.exec(block.text)?.index ?? block.text.length;
  const found = new RegExp(`^\\s*"?${attribute.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}"?\\s*[={:]`, 'm').exec(
    block.text.slice(block.offset, stop),
  );
  return found ? block.offset + found.index + found[0].search(/\S/) : block.offset;
}

function sourceOf(file: string, text: string): TemplateSource {
  return {
    file,
    locate(offset) {
      const before = text.slice(0, offset).split('\n');
      const skipped = /^\s*/.exec(text.slice(offset))![0].split('\n');
      const line = before.length + skipped.length - 1;
      return { line, column: skipped.at(-1)!.length + 1 + (skipped.length > 1 ? 0 : before.at(-1)!.length) };
    },
  };
}

/** Folder of a local module; undefined for modules of a registry. */
export const localModule = (files: ProjectFiles, folder: string, source: unknown): string | undefined =>
  typeof source === 'string' && /^\.{1,2}\//.test(source)
    ? files.referred(path.posix.join(folder === '' ? '.' : folder, source))
    : undefined;
