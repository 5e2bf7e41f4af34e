/** A command as completion sees it: the words on the way to it, its subcommands and options. */
export interface CompletedCommand {
  words: readonly string[];
  description: string;
  subcommands: readonly { name: string; description: string }[];
  options: readonly CompletedOption[];
}

export interface CompletedOption {
  /** `-o`, `--output`. */
  flags: readonly string[];
  description: string;
  takesValue: boolean;
}
