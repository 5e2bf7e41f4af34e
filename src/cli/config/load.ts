import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../model/user-error.js';
import { parseConfig } from './parse.js';
import { type Config, PATH_KEYS } from './schema.js';

const NAMES = [
  'iam-tighten.json',

  'iam-tighten.yaml',
  'iam-tighten.yml',
  '.iam-tighten.yaml',
  '.iam-tighten.json',
];
const SECTION = 'iam-tighten';
const MAX_LEVELS = 8;
const MAX_BYTES = 1024 * 1024;

export interface LoadedConfig {
  /** Path of the file; undefined when there is none. */
  file?: string;
  config: Config;
}

/**
 * The configuration nearest to the analysed path: its own folder, then up to the root of the repository. In a folder, a file of its own
 * comes before the section of package.json; two files of one folder are a mistake.
 * @param given path the user analyses
 * @param named file of `--config`, which must exist
 */
export function loadConfig(given: string, named: string | undefined): LoadedConfig {
  if (named !== undefined) {
    if (!existsSync(named)) throw new UserError(`there is no configuration file ${named}`);
    return { file: named, config: withPaths(parseConfig(shown(named), read(named)) ?? {}, named) };
  }
  const absolute = path.resolve(given);
  let folder = existsSync(absolute) && statSync(absolute).isDirectory() ? absolute : path.dirname(absolute);
  for (let level = 0; level < MAX_LEVELS; level += 1) {
    const found = inFolder(folder);
    if (found) return found;
    if (existsSync(path.join(folder, '.git')) || path.dirname(folder) === folder) break;
    folder = path.dirname(folder);
  }
  return { config: {} };
}

function inFolder(folder: string): LoadedConfig | undefined {
  const [first, second] = NAMES.map((name) => path.join(folder, name)).filter((file) => existsSync(file));
  if (first !== undefined && second !== undefined)
    throw new UserError(`there are two configuration files: ${shown(first)} and ${shown(second)}`, {
      advice: 'keep one of them',
    });
  if (first !== undefined)
    return { file: first, config: withPaths(parseConfig(shown(first), read(first)) ?? {}, first) };
  const manifest = path.join(folder, 'package.json');
  const text = existsSync(manifest) ? read(manifest) : '';
  // Only a manifest that names the section is ours to complain about.
  if (!text.includes(`"${SECTION}"`)) return undefined;
  const config = parseConfig(shown(manifest), text, SECTION);
  return config && typeof config === 'object' ? { file: manifest, config: withPaths(config, manifest) } : undefined;
}

function read(file: string): string {
  try {
    if (statSync(file).size > MAX_BYTES) throw new UserError(`${shown(file)} is larger than 1 MB`);
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${shown(file)} cannot be read: ${(error as Error).message}`);
  }
}

/** Paths of the file are relative to the file, whatever folder the tool is started in. */
function withPaths(config: Config, file: string): Config {
  const folder = path.dirname(path.resolve(file));
  const out: Config = { ...config };
  for (const key of PATH_KEYS) {
    const value = out[key];
    if (value !== undefined) out[key] = path.resolve(folder, value);
  }
  return out;
}

const shown = (file: string): string => path.relative(process.cwd(), path.resolve(file)) || file;
