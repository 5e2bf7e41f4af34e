import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** JSON with one entry of `lineKeys` a line, so that two versions can be diffed by eye. */
export function linesJson(record, lineKeys) {
  const parts = Object.entries(record).map(([key, value]) => {
    if (!lineKeys.includes(key) || typeof value !== 'object') return `${JSON.stringify(key)}:${JSON.stringify(value)}`;
    const lines = Object.entries(value).map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`);
    return lines.length === 0 ? `${JSON.stringify(key)}:{}` : `${JSON.stringify(key)}:{\n${lines.join(',\n')}\n}`;
  });
  return `{${parts.join(',\n')}}\n`;
}

export const digestOf = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Writes the files and removes generated ones that are no longer made. */
export function writeFiles(root, files, generatedFolders) {
  for (const folder of generatedFolders) {
    mkdirSync(join(root, folder), { recursive: true });
    for (const name of readdirSync(join(root, folder)))
      if (!files.has(`${folder}/${name}`)) rmSync(join(root, folder, name));
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Paths whose committed text differs from what the build makes. */
export function differingFiles(root, files, generatedFolders) {
  const differing = [...files]
    .filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text)
    .map(([path]) => path);
  for (const folder of generatedFolders) {
    for (const name of existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : []) {
      if (!files.has(`${folder}/${name}`)) differing.push(`${folder}/${name} (no longer made)`);
    }
  }
  return differing;
}
