import { readFileSync } from 'node:fs';

/** What the tool itself needs, by command and part of it. Made by running the tool on its own source; a test makes it anew and compares. */
export interface OwnPermissions {
  parts: { command: string; part: string; permissions: { action: string; resource: string }[] }[];
}

/** The table beside package.json. */
export function readOwnPermissions(): OwnPermissions {
  return JSON.parse(readFileSync(new URL('../../own-permissions.json', import.meta.url), 'utf8')) as OwnPermissions;
}
