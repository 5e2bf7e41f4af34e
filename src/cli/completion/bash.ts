import type { CompletedCommand } from './types.js';

/** Words that stand where a subcommand or an option may; else files. Works with bash 3.2, which macOS has. */
export function bash(name: string, commands: readonly CompletedCommand[]): string {
  const fn = `_${name.replaceAll('-', '_')}`;
  const cases = commands.map(({ words, subcommands, options }) => {
    const flags = options.flatMap((option) => option.flags).join(' ');
    const values = options.filter(({ takesValue }) => takesValue).flatMap((option) => option.flags);
    return [
      `    '${words.join(' ')}')`,
      `      options='${flags}'`,
      `      values=' ${values.join(' ')} '`,
      `      subcommands='${subcommands.map((one) => one.name).join(' ')}' ;;`,
    ].join('\n');
  });
  const paths = commands.filter(({ words }) => words.length > 0).map(({ words }) => `'${words.join(' ')}'`);
  return `# bash completion for ${name}; source it, or put it into bash-completion's folder
${fn}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local path='' word options values subcommands
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${path:+$path }$word" in
      ${paths.join('|')}) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=()
  case "$values" in
    *" $previous "*) COMPREPLY=($(compgen -f -- "$current")); return ;;
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *)
      if [ -n "$subcommands" ]; then COMPREPLY=($(compgen -W "$subcommands" -- "$current"))
      else COMPREPLY=($(compgen -f -- "$current")); fi ;;
  esac
}
complete -o filenames -F ${fn} ${name}
`;
}
