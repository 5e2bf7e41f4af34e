import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../e2e/run-cli.js';

/** `UPDATE_DOCS=1` writes what the tests below would compare: options of commands, output of examples. */
export const UPDATE = process.env['UPDATE_DOCS'] === '1';

/** Markdown files that people read, relative to the repository. */
export function pages(): string[] {
  const folders = ['docs', 'samples', 'action-catalog'];
  const deep = folders.flatMap((folder) =>
    readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  );
  const top = readdirSync(REPOSITORY);
  return [...top, ...deep].filter((file) => file.endsWith('.md') && !file.includes('node_modules/')).sort();
}

export const read = (page: string): string => readFileSync(join(REPOSITORY, page), 'utf8');

export interface CodeBlock {
  /** What stands behind the backticks: `console`, `js runnable`. */
  info: string;
  text: string;
  /** Line of the text's start, from 1. */
  line: number;
}

/** Fenced code blocks of a page, in order. */
export function blocksOf(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(/^(`{3,})([^\n]*)\n([\s\S]*?)^\1$/gm)].map(({ 2: info, 3: text, index }) => ({
    info: info!.trim(),
    text: text!,
    line: markdown.slice(0, index).split('\n').length + 1,
  }));
}

/** The page without code, where brackets are not links. */
export const proseOf = (markdown: string): string =>
  markdown.replace(/^(`{3,})[^`][\s\S]*?^\1$/gm, '').replace(/`[^`\n]*`/g, '');
