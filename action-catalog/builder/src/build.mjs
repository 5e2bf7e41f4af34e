import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { differingFiles, writeFiles } from './emit.mjs';
import { makeFiles } from './make-files.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const GENERATED = ['services', 'operations', 'index'];

const files = makeFiles(ROOT);
if (process.argv.includes('--write')) {
  writeFiles(ROOT, files, GENERATED);
  process.stdout.write(`${files.size} files written\n`);
} else {
  const differing = differingFiles(ROOT, files, GENERATED);
  for (const path of differing) process.stderr.write(`differs from its sources: ${path}\n`);
  if (differing.length > 0) process.exitCode = 1;
  else process.stdout.write(`${files.size} files are what their sources make\n`);
}
