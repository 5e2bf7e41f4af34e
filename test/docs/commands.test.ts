import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../e2e/run-cli.js';
import { read, UPDATE } from './markdown.js';
import { commands, helpOf, sharedTable } from './options.js';

const FOLDER = 'docs/commands';
const REGION = /<!-- help -->\n[\s\S]*?<!-- \/help -->/;
const region = (help: string): string => `<!-- help -->\n${help}<!-- /help -->`;

/** Compares the part of a page that states options with the command line, or writes it there. */
function expectHelp(page: string, help: string): void {
  const text = read(page);
  const [found] = REGION.exec(text) ?? [];
  expect(found, `${page} has the markers <!-- help --> and <!-- /help -->`).toBeDefined();
  if (UPDATE)
    writeFileSync(
      join(REPOSITORY, page),
      text.replace(REGION, () => region(help)),
    );
  else expect(found, 'run UPDATE_DOCS=1 npx vitest run test/docs').toBe(region(help));
}

describe('pages of commands', () => {
  it.each(commands().map((command) => [command.name(), command] as const))('%s', (name, command) => {
    const page = `${FOLDER}/${name}.md`;
    expect(existsSync(join(REPOSITORY, page)), `${page} exists`).toBe(true);
    expect(read(page).split('\n')[0]).toBe(`# iam-tighten ${name}`);
    expect(read(page)).toMatch(/^## Exit codes$/m);
    expectHelp(page, helpOf(command));
  });

  it('states the options that commands share', () => expectHelp(`${FOLDER}/analysis-options.md`, sharedTable()));

  it('has no page without a command, and lists all in its index', () => {
    const names = commands().map((command) => command.name());
    const files = readdirSync(join(REPOSITORY, FOLDER)).filter((file) => !/^(README|analysis-options)\.md$/.test(file));
    expect(files.sort()).toEqual(names.map((name) => `${name}.md`).sort());
    const linked = [...read(`${FOLDER}/README.md`).matchAll(/^\| \[[\w-]+\]\(([\w-]+)\.md\)/gm)].map(
      ([, name]) => name,
    );
    expect(linked.sort()).toEqual([...names].sort());
  });
});
