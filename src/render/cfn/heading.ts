import type { FunctionAnalysis } from '../../model/analysis.js';
import { oneLine } from '../../model/escape/plain.js';
import type { CfnScope } from './pieces.js';

/** The comment above a function's output: whose it is, and what the user has to fill in. */
export function yamlHeading({ fn }: FunctionAnalysis, { parameters }: CfnScope, ...advice: string[]): string {
  const open = parameters.list();
  const lines = [`${fn.id} (${fn.handler.file}#${fn.handler.export})`, ...advice];
  if (open.length > 0) lines.push('Values the template has no name for, as parameters:');
  for (const { name, meaning } of open) lines.push(`  ${name}: ${meaning}`);
  return lines.map((line) => `# ${oneLine(line)}\n`).join('');
}

/** Functions one after the other, as YAML documents of one stream. */
export const yamlStream = (documents: readonly string[]): string => documents.join('---\n');
