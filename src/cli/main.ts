import module from 'node:module';
import { Command, CommanderError } from 'commander';
import { oneLine } from '../model/escape/plain.js';
import { UserError } from '../model/user-error.js';
import { toolVersion } from '../tool-version.js';
import { COMMANDS } from './commands/index.js';
import { type ExitCode, FAILURE, SUCCESS } from './exit-codes.js';

// Available from Node 22.1: halves the load time of the TypeScript parser on later runs; absent on Node 20.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

/** Sets the exit code and lets the process end by itself, so that pipes are flushed. */
async function finish(work: Promise<ExitCode>): Promise<void> {
  try {
    process.exitCode = await work;
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** One sentence for what the user can mend, a stack and the issue tracker for what is our bug. */
function report(error: unknown): ExitCode {
  if (error instanceof UserError) {
    const at = error.location ? `${error.location.file}:${error.location.line}:${error.location.column}: ` : '';
    // Names of files and of things in them are not ours: on a terminal they must stay text.
    process.stderr.write(
      `iam-tighten: ${lines(at + error.message)}\n${error.advice ? `  → ${lines(error.advice)}\n` : ''}`,
    );
  } else {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`iam-tighten: internal error, please report it with this text:\n${stack}\n`);
  }
  return FAILURE;
}

const HELP = `
Start with:
  $ iam-tighten generate ./fn          the policy of a function, with the line behind every permission
  $ iam-tighten check                  today's policies against what is needed
  $ iam-tighten propose                the change of the template, as a diff; --write makes it

Exit codes: 0 done, 1 findings, 2 wrong usage or bad input. Nothing is sent anywhere unless a flag asks for it.`;

const lines = (text: string): string => text.split('\n').map(oneLine).join('\n');

async function main(argv: string[]): Promise<void> {
  const program = new Command('iam-tighten')
    .description('The smallest IAM policy that still lets your Lambda function run, with proof.')
    .version(toolVersion())
    .showSuggestionAfterError()
    .showHelpAfterError('(add --help for the options)')
    .addHelpText('after', HELP)
    .exitOverride();
  for (const command of COMMANDS) command.register(program, finish);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    // Commander ends with 1 on a wrong flag; here 1 means findings, so a wrong flag is 2.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? SUCCESS : FAILURE;
    else process.exitCode = report(error);
  }
}

// A reader that closes the pipe early (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(SUCCESS);
  throw error;
});

await main(process.argv);
