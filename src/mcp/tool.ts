import type { z } from 'zod';
import { UserError } from '../model/user-error.js';
import type { McpContext } from './context.js';

/** One tool: its words, its shapes, its work. A tool is one file in src/mcp/tools and one line in its index. */
export interface McpTool<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodObject = z.ZodObject> {
  name: string;
  title: string;
  /** For the model that decides whether to call it. */
  description: string;
  input: Input;
  output: Output;
  run(input: z.infer<Input>, context: McpContext): Promise<z.infer<Output>>;
}

/** Keeps the types of input and output together while a tool is written; the table of tools forgets them. */
export const defineTool = <Input extends z.ZodObject, Output extends z.ZodObject>(
  tool: McpTool<Input, Output>,
): McpTool => tool as unknown as McpTool;

/** What an error says to a client: the sentence the command line prints. A bug of ours has no stack in it; that goes to stderr. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof UserError)) {
    const message = error instanceof Error ? error.message : String(error);
    return `internal error, please report it: ${message}`;
  }
  const at = error.location ? `${error.location.file}:${error.location.line}:${error.location.column}: ` : '';
  return `${at}${error.message}${error.advice ? `\n→ ${error.advice}` : ''}`;
}
