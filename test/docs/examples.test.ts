import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { REPOSITORY, runCli } from '../e2e/run-cli.js';
import { blocksOf, pages, read, UPDATE } from './markdown.js';

const ours = pages().filter((page) => page.startsWith('docs/'));
const all = ours.flatMap((page) =>
  blocksOf(read(page)).map((block) => ({ page, ...block, place: `${page}:${block.line}` })),
);
const examples = all.filter(({ info, text }) => info === 'console' && text.startsWith('$ '));
const programs = all.filter(({ info }) => /^(ts|js) runnable$/.test(info));

/**
 * What a command prints, run in the repository. Of a shell it knows what the pages use: quotes, `2>&1`, `| head -N`, and
 * `; echo "exit $?"` at the end.
 */
function outputOf(command: string): string {
  const [, line, merged, head, code] =
    /^\$ (.+?)( 2>&1)?(?: \| head -(\d+))?(; echo "exit \$\?")?$/.exec(command) ?? [];
  const words = [...(line ?? '').matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c!);
  const args = words[0] === 'npx' ? words.slice(2) : words.slice(1);
  expect(words[words[0] === 'npx' ? 1 : 0], `${command} runs iam-tighten`).toBe('iam-tighten');
  const { status, stdout, stderr } = runCli(args);
  const whole = merged ? stdout + stderr : stdout;
  const cut = head ? `${whole.split('\n').slice(0, Number(head)).join('\n')}\n` : whole;
  return code ? `${cut}exit ${status}\n` : cut;
}

/** The catalog's version changes with its data, and says nothing about the example. */
const withoutVersion = (text: string): string => text.replace(/\b20\d{7}\\?\.[0-9a-f]{8}\b/g, '<catalog>');

describe('examples in the pages', () => {
  it.each(examples)('$place prints what it says', ({ page, text }) => {
    const [command = ''] = text.split('\n');
    const actual = `${command}\n${outputOf(command)}`;
    if (UPDATE)
      writeFileSync(
        join(REPOSITORY, page),
        read(page).replace(`\`\`\`console\n${text}\`\`\``, () => `\`\`\`console\n${actual}\`\`\``),
      );
    else expect(withoutVersion(text), 'run UPDATE_DOCS=1 npx vitest run test/docs').toBe(withoutVersion(actual));
  });

  it.each(programs)('$place runs', ({ text, info }) => {
    const code = info.startsWith('ts')
      ? ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } })
          .outputText
      : text;
    const entry = pathToFileURL(join(REPOSITORY, 'dist/index.js')).href;
    const program = code.replaceAll(/from ['"]iam-tighten['"]/g, `from ${JSON.stringify(entry)}`);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: REPOSITORY,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    // What an example prints stands in comments behind its console.log.
    const stated = [...text.matchAll(/^\s*console\.log\(.*\);? \/\/ (.+)$/gm)].map(([, said]) => said);
    expect(stated.length, 'the example states what it prints').toBeGreaterThan(0);
    expect(stdout.trimEnd().split('\n')).toEqual(stated);
  });

  it('has examples that are typed as they say', () => {
    const folder = mkdtempSync(join(tmpdir(), 'examples-'));
    const files = programs
      .filter(({ info }) => info.startsWith('ts'))
      .map(({ text }, index) => {
        const file = join(folder, `example-${index}.mts`);
        writeFileSync(file, text);
        return file;
      });
    const program = ts.createProgram(files, {
      strict: true,
      noUncheckedIndexedAccess: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      paths: { 'iam-tighten': [join(REPOSITORY, 'dist/index.d.ts')] },
      typeRoots: [join(REPOSITORY, 'node_modules/@types')],
      types: ['node'],
    });
    const complaints = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
    rmSync(folder, { recursive: true });
    expect(complaints).toEqual([]);
  });

  it('finds the examples', () => {
    expect(examples.length).toBeGreaterThan(10);
    expect(programs.length).toBeGreaterThan(4);
  });
});
