import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import type { Project } from '../../src/model/function.js';
import { type ReadOptions, readProject } from '../../src/project/index.js';
import { exportsOf, moduleValue } from '../../src/static/index.js';

/** Reads a project with the real parser and catalog. */
export const read = (given: string, options: Partial<ReadOptions> = {}): Promise<Project> =>
  readProject(given, { exportsOf, objectOf: moduleValue, catalog: openCatalog(), ...options });

/** Makes a folder of these files, removed after the test. */
export function folderOf(files: { [file: string]: string | Buffer }): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'iam-tighten-project-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  }
  return folder;
}
