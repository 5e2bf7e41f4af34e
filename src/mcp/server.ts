import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { UserError } from '../model/user-error.js';
import type { McpContext } from './context.js';
import { type McpTool, sentenceOf } from './tool.js';
import { TOOLS } from './tools/index.js';

const INSTRUCTIONS =
  'Works out the least-privilege IAM policy of AWS Lambda functions from their code. All tools only read files below one folder; ' +
  'none changes anything or calls AWS. Show people the file and line of each permission, and say what is unresolved.';

/** Serves the tools on stdin and stdout until the client closes stdin. `log` gets what is not for the client: stacks of our bugs. */
export async function serve(context: McpContext, log: (text: string) => void): Promise<void> {
  const handle = serveStdio(() => serverOf(context, log), { onerror: (error) => log(`${error.message}\n`) });
  await new Promise<void>((resolve) => {
    process.stdin.once('end', resolve);
    process.stdin.once('close', resolve);
  });
  await handle.close();
}

function serverOf(context: McpContext, log: (text: string) => void): McpServer {
  const server = new McpServer(
    { name: 'iam-tighten', version: context.toolVersion },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  for (const tool of TOOLS) {
    const { name, title, description, input, output } = tool;
    const annotations = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };
    server.registerTool(
      name,
      { title, description, inputSchema: input, outputSchema: output, annotations },
      async (given) => call(tool, given, context, log),
    );
  }
  return server;
}

async function call(tool: McpTool, input: unknown, context: McpContext, log: (text: string) => void) {
  try {
    const answer = await tool.run(input as never, context);
    return { content: [{ type: 'text' as const, text: JSON.stringify(answer) }], structuredContent: answer };
  } catch (error) {
    if (!(error instanceof UserError)) log(`${error instanceof Error ? error.stack : String(error)}\n`);
    return { content: [{ type: 'text' as const, text: sentenceOf(error) }], isError: true };
  }
}
