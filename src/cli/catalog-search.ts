import { openCatalog, searchCatalog } from '../catalog/index.js';
import { type ExitCode, SUCCESS } from './exit-codes.js';

/** Prints actions and operations whose name contains a word. Nothing found is an empty answer, not an error. */
export async function runCatalogSearch(word: string, format: 'text' | 'json' = 'text'): Promise<ExitCode> {
  const found = searchCatalog(word, openCatalog());
  if (format === 'json') process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  else {
    const lines = [
      ...found.actions.map((action) => `action     ${action}`),
      ...found.operations.map((operation) => `operation  ${operation}`),
    ];
    if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
    process.stderr.write(`${found.actions.length} actions, ${found.operations.length} operations\n`);
  }
  return SUCCESS;
}
