import { once } from 'node:events';
import { describeAction, describeOperation, openCatalog, suggestNames } from '../catalog/index.js';
import type { Catalog } from '../catalog/types.js';
import { UserError } from '../model/user-error.js';
import { catalogText } from './catalog-text.js';
import { type ExitCode, FAILURE, SUCCESS } from './exit-codes.js';
import type { CatalogShowFlags } from './flags/catalog-show.js';
import { nameOf, readLines } from './policy-files.js';

interface Query {
  id?: unknown;
  action?: unknown;
  operation?: unknown;
  event?: unknown;
}

/** Prints what the catalog knows of one action, operation or event, or answers a batch of queries line by line. */
export async function runCatalogShow(action: string | undefined, flags: CatalogShowFlags): Promise<ExitCode> {
  const catalog = openCatalog();
  if (flags.batch !== undefined) return runBatch(flags.batch, catalog);
  const asked = [action, flags.operation, flags.event].filter((one) => one !== undefined);
  if (asked.length !== 1) {
    throw new UserError('catalog show takes one action, one --operation or one --event', {
      advice:
        'iam-tighten catalog show s3:PutObject, or --operation s3:PutObject, or --event s3.amazonaws.com:PutObject',
    });
  }
  const answer = answerQuery({ action, operation: flags.operation, event: flags.event }, catalog);
  process.stdout.write(
    flags.format === 'json' || flags.format === 'jsonl'
      ? `${JSON.stringify(answer, null, flags.format === 'json' ? 2 : 0)}\n`
      : catalogText(answer),
  );
  return SUCCESS;
}

/** One answer a line, with the query's id. A query that can't be answered has an `error` and makes the exit code 2. */
async function runBatch(file: string, catalog: Catalog): Promise<ExitCode> {
  let exit: ExitCode = SUCCESS;
  let number = 0;
  for await (const line of readLines(file)) {
    number += 1;
    if (line.trim() === '') continue;
    const answer = answerLine(line, `${nameOf(file)}:${number}`, catalog);
    if ('error' in answer) exit = FAILURE;
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, 'drain');
  }
  return exit;
}

function answerLine(line: string, place: string, catalog: Catalog): object {
  let query: Query;
  try {
    query = JSON.parse(line) as Query;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { id: null, error: `${place}: not valid JSON: ${error.message}` };
  }
  const id = query?.id ?? null;
  try {
    return { id, ...answerQuery(query ?? {}, catalog) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { id, error: `${place}: ${error.message}` };
  }
}

/** Throws a UserError when the catalog has no such thing, or the query names none. */
function answerQuery(query: Query, catalog: Catalog): object {
  const { action, operation, event } = query;
  if (typeof operation === 'string')
    return describeOperation(operation, catalog) ?? missing('operation', operation, catalog);
  if (typeof event === 'string') {
    const at = event.lastIndexOf(':');
    return (
      (at > 0 ? catalog.event(event.slice(0, at), event.slice(at + 1)) : undefined) ?? missing('event', event, catalog)
    );
  }
  if (typeof action === 'string') return describeAction(action, catalog) ?? missing('action', action, catalog);
  throw new UserError('a query names an action, an operation or an event');
}

// What a message shows of a name that is none.
const MAX_NAME = 200;

function missing(kind: 'action' | 'operation' | 'event', name: string, catalog: Catalog): never {
  if (name.length > MAX_NAME) throw new UserError(`the catalog has no ${kind} ${name.slice(0, MAX_NAME)}…`);
  const word = name.slice(name.lastIndexOf(':') + 1) || name;
  const hint = otherKind(kind, name, catalog) ?? nearName(kind, name, catalog) ?? '';
  throw new UserError(`the catalog has no ${kind} ${name}${hint}`, { advice: `iam-tighten catalog search ${word}` });
}

/** Actions and operations are easily confused: only some of them are called alike. */
function otherKind(kind: string, name: string, catalog: Catalog): string | undefined {
  if (kind === 'operation' && catalog.action(name)) return `; it is an action: catalog show ${name}`;
  if (kind === 'action' && describeOperation(name, catalog))
    return `; it is an operation: catalog show --operation ${name}`;
  return undefined;
}

function nearName(kind: 'action' | 'operation' | 'event', name: string, catalog: Catalog): string | undefined {
  const near = kind === 'event' ? [] : suggestNames(kind, name, catalog);
  return near.length > 0 ? `; did you mean ${near.join(' or ')}?` : undefined;
}
