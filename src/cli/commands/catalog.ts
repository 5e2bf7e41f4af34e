import { type Command, Option } from 'commander';
import type { CliCommand } from '../command.js';
import type { CatalogShowFlags } from '../flags/catalog-show.js';

/** `iam-tighten catalog show | search`: what the tool knows about AWS, to look up and to check. */
export const catalogCommand: CliCommand = {
  register(program, finish): void {
    const catalog = program.command('catalog').description('look up actions, API operations and CloudTrail events');
    const show: Command = catalog
      .command('show [action]')
      .description(
        'an action (s3:PutObject), an operation or an event: what is needed, on which resources, and how we know',
      )
      .option('--operation <client:Operation>', 'an API operation: dynamodb:TransactWriteItems')
      .option('--event <source:name>', 'a CloudTrail event: s3.amazonaws.com:ListObjects')
      .option('--batch <file>', 'JSON lines of {id, action | operation | event}; - for stdin')
      .addOption(new Option('--format <format>', 'how to print the answer').choices(['text', 'json', 'jsonl']));
    show.action((action: string | undefined, flags: CatalogShowFlags) =>
      finish(import('../catalog-show.js').then(({ runCatalogShow }) => runCatalogShow(action, flags))),
    );
    const search = catalog
      .command('search <word>')
      .description('actions and operations whose name contains a word')
      .addOption(new Option('--format <format>', 'how to print the answer').choices(['text', 'json']));
    search.action((word: string, flags: { format?: 'text' | 'json' }) =>
      finish(import('../catalog-search.js').then(({ runCatalogSearch }) => runCatalogSearch(word, flags.format))),
    );
  },
};
