import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SCOPE = join(dirname(fileURLToPath(import.meta.url)), '../../node_modules/@aws-sdk');

/**
 * The documentation of one operation as its SDK package has it, which is the text of its API reference page; '' for clients and operations
 * without a package.
 */
export function sdkDocsOf(client, operation) {
  const path = join(SCOPE, `client-${client}/dist-types/commands/${operation}Command.d.ts`);
  if (!existsSync(path)) return '';
  const text = readFileSync(path, 'utf8');
  const end = text.indexOf(`export declare class ${operation}Command`);
  return text.slice(text.lastIndexOf('\n/**', end), end);
}
