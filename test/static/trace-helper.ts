import { openCatalog } from '../../src/catalog/open.js';
import type { Argument } from '../../src/model/argument.js';
import type { LedgerEntry } from '../../src/model/ledger.js';
import type { SdkCall } from '../../src/model/sdk-call.js';
import type { Text } from '../../src/model/text.js';
import { traceFunction } from '../../src/static/trace.js';
import type { TraceResult } from '../../src/static/types.js';

const catalog = openCatalog();

/** Traces code given as text: one file `index.ts`, or several by name. The handler is `handler` of the first. */
export function trace(code: string | { [file: string]: string }, handler = 'handler'): TraceResult {
  const files = typeof code === 'string' ? { 'index.ts': code } : code;
  const [file = 'index.ts'] = Object.keys(files);
  const root = `${process.cwd()}/test/fixtures/no-such-folder`;
  return traceFunction({ root, handler: { file, export: handler }, environment: {}, catalog, virtualFiles: files });
}

/** One line per call: `s3:GetObject {Bucket:a,Key:k}`, with what is not plain about it behind. */
export const callsOf = (result: { calls: readonly SdkCall[] }): string[] => result.calls.map(lineOf).sort();

function lineOf(call: SdkCall): string {
  const marks = [
    call.charged === 'constructed' ? 'constructed' : '',
    call.region ? `region=${render(call.region)}` : '',
    call.endpoint ? `endpoint=${render(call.endpoint)}` : '',
    call.otherCredentials ? 'other' : '',
  ].filter((mark) => mark !== '');
  return [`${call.client}:${call.operation}`, render(call.input), ...marks].join(' ');
}

/** Entries that are neither granted nor about imports, as `bucket line`. */
export const openEntriesOf = (result: { ledger: readonly LedgerEntry[] }): string[] =>
  result.ledger
    .filter((one) => one.bucket !== 'granted' && !isImport(one))
    .map((one) => `${one.bucket} ${one.location.line}`);

const isImport = (entry: LedgerEntry): boolean => /^(?:import|export|require)\b/.test(entry.site);

export function render(argument: Argument): string {
  switch (argument.kind) {
    case 'text':
      return renderText(argument.text);
    case 'constant':
      return String(argument.value);
    case 'unknown':
      return '*';
    case 'choice':
      return argument.of.map(render).sort().join('|');
    case 'list':
      return `[${argument.items.map(render).join(',')}${argument.open ? ',…' : ''}]`;
    case 'object': {
      const members = Object.entries(argument.members).map(([name, value]) => `${name}:${render(value)}`);
      const computed = (argument.computed ?? []).map(({ key, value }) => `[${renderText(key)}]:${render(value)}`);
      return `{${[...members, ...computed, ...(argument.open ? ['…'] : [])].join(',')}}`;
    }
  }
}

const renderText = (text: Text): string =>
  text
    .map((part) => (part.kind === 'literal' ? part.text : part.kind === 'env' ? `\${env:${part.name}}` : '*'))
    .join('');
