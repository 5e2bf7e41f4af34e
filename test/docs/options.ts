import { Command } from 'commander';
import { addAnalyzeOptions } from '../../src/cli/add-analyze-options.js';
import { COMMANDS } from '../../src/cli/commands/index.js';
import { SUCCESS } from '../../src/cli/exit-codes.js';

/** The commands as the command line declares them. */
export function commands(): readonly Command[] {
  const program = new Command('iam-tighten');
  for (const command of COMMANDS) command.register(program, async () => void SUCCESS);
  return program.commands;
}

/** The options that all commands share that analyse a project; they have a page of their own. */
export const shared = (): Command => addAnalyzeOptions(new Command('shared'));

/** Usage, arguments and options of a command as the page has them between its markers. */
export function helpOf(command: Command): string {
  const parts = command.commands.length > 0 ? command.commands : [command];
  return parts.map((part) => partOf(part)).join('\n');
}

function partOf(command: Command): string {
  const common = new Map(shared().options.map(({ flags, description }) => [flags, description]));
  const analyses = command.options.some(({ flags }) => flags === '--usage <file>');
  // An option that a command words in its own way is its own.
  const own = command.options.filter(({ flags, description }) => !(analyses && common.get(flags) === description));
  const rows = [
    ...command.registeredArguments.map((argument) =>
      row(argument.name(), describe(argument.description, argument.defaultValue, argument.argChoices)),
    ),
    ...own.map((option) => row(option.flags, describe(option.description, option.defaultValue, option.argChoices))),
  ];
  const words = new Set(command.options.map(({ long }) => long));
  const without = shared().options.flatMap(({ long }) => (long && !words.has(long) ? [`\`${long}\``] : []));
  const but = without.length > 0 ? `, but for ${without.join(', ')}` : '';
  const more = analyses
    ? `Also the [options of all commands that analyse a project](analysis-options.md)${but}.\n`
    : '';
  const table = rows.length > 0 ? `| argument or option | |\n|-|-|\n${rows.join('')}\n` : '';
  return `\`\`\`\n${nameOf(command)} ${command.usage()}\n\`\`\`\n\n${table}${more}`;
}

const nameOf = (command: Command): string => `${command.parent ? `${nameOf(command.parent)} ` : ''}${command.name()}`;

/** Rows of the shared options. */
export const sharedTable = (): string =>
  `| option | |\n|-|-|\n${shared()
    .options.map((option) => row(option.flags, describe(option.description, option.defaultValue, option.argChoices)))
    .join('')}`;

function describe(text: string, initial: unknown, choices: readonly string[] | undefined): string {
  const more = [
    ...(choices ? [`one of ${choices.join(', ')}`] : []),
    ...(initial === undefined || typeof initial === 'boolean' ? [] : [`default \`${String(initial)}\``]),
  ];
  return more.length > 0 ? `${text} (${more.join('; ')})` : text;
}

const row = (name: string, text: string): string =>
  `| \`${name.replaceAll('|', '\\|')}\` | ${text.replaceAll('|', '\\|')} |\n`;
