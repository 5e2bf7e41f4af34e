import type { CompletedCommand } from './types.js';

/** One `complete` line for each subcommand and option. https://fishshell.com/docs/current/cmds/complete.html */
export function fish(name: string, commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ words, subcommands, options }) => {
    const names = subcommands.map((one) => one.name).join(' ');
    const inside = words.map((word) => `__fish_seen_subcommand_from ${word}`);
    const open = [...inside, ...(names ? [`not __fish_seen_subcommand_from ${names}`] : [])].join('; and ');
    const here = `complete -c ${name} -n ${quote(open)}`;
    return [
      ...subcommands.map((one) => `${here} -f -a ${one.name} -d ${quote(one.description)}`),
      ...options.map(({ flags, description, takesValue }) => {
        const words = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
        return `${here} ${words.join(' ')}${takesValue ? ' -r' : ''} -d ${quote(description)}`;
      }),
    ];
  });
  return `# fish completion for ${name}\n${lines.join('\n')}\n`;
}

const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
