import type { CompletedCommand, CompletedOption } from './types.js';

/** A function for each command, with _arguments. https://zsh.sourceforge.io/Doc/Release/Completion-System.html */
export function zsh(name: string, commands: readonly CompletedCommand[]): string {
  return `#compdef ${name}
${commands.map((command) => functionFor(name, command)).join('\n')}
if [ "$funcstack[1]" = "_${name}" ]; then _${name} "$@"; else compdef _${name} ${name}; fi
`;
}

function functionFor(name: string, { words, subcommands, options }: CompletedCommand): string {
  const fn = ['', name, ...words].join('_').replaceAll(' ', '_');
  const specs = options.map(specOf);
  if (subcommands.length === 0)
    return `${fn}() {\n  _arguments -s ${[...specs, "'*:file:_files'"].join(' \\\n    ')}\n}`;
  const described = subcommands.map((one) => quote(`${one.name}:${one.description.replaceAll(':', '\\:')}`));
  return `${fn}() {
  local -a subcommands
  subcommands=(
    ${described.join('\n    ')}
  )
  _arguments -C ${[...specs, "'1: :->command'", "'*:: :->rest'"].join(' \\\n    ')}
  case $state in
    command) _describe command subcommands ;;
    rest) case $words[1] in
${subcommands.map((one) => `      ${one.name}) ${fn}_${one.name} ;;`).join('\n')}
    esac ;;
  esac
}`;
}

/** `'(-o --output)'{-o,--output}'[text]:value:_files'`. */
function specOf({ flags, description, takesValue }: CompletedOption): string {
  const text = description.replace(/[\\[\]:]/g, '\\$&');
  const end = quote(`[${text}]${takesValue ? ':value:_files' : ''}`);
  return flags.length > 1 ? `'(${flags.join(' ')})'{${flags.join(',')}}${end}` : `${flags[0]}${end}`;
}

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
