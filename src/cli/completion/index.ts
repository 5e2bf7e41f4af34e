import type { Command, Option } from 'commander';
import { choose } from '../choose.js';
import { bash } from './bash.js';
import { fish } from './fish.js';
import type { CompletedCommand, CompletedOption } from './types.js';
import { zsh } from './zsh.js';

const SHELLS = { bash, zsh, fish };

/** The script of a shell for a program. Throws UserError for another shell. */
export const completion = (program: Command, shell: string): string =>
  choose(SHELLS, shell, 'shell')(program.name(), commandsOf(program, []));

function commandsOf(command: Command, words: readonly string[]): CompletedCommand[] {
  const children = command.commands.filter((child) => child.name() !== 'help');
  const own: CompletedCommand = {
    words,
    description: command.description(),
    subcommands: children.map((child) => ({ name: child.name(), description: child.description() })),
    options: [...command.options.map(asOption), HELP],
  };
  return [own, ...children.flatMap((child) => commandsOf(child, [...words, child.name()]))];
}

const HELP: CompletedOption = { flags: ['-h', '--help'], description: 'display help for command', takesValue: false };

const asOption = ({ short, long, description, required, optional }: Option): CompletedOption => ({
  flags: [short, long].filter((flag) => flag !== undefined),
  description,
  takesValue: required || optional,
});
