import type { Catalog } from '../catalog/types.js';
import type { Bucket, LedgerEntry } from '../model/ledger.js';
import { compareLocations, type SourceLocation } from '../model/location.js';
import type { SdkCall } from '../model/sdk-call.js';
import { valueNamesOf } from './interpret/modules/used-names.js';
import { opaqueReason } from './inventory/opaque.js';
import { packageName } from './inventory/package-name.js';
import { clientOfSpecifier, siteRules } from './inventory/rules.js';
import { isUndeclared } from './inventory/undeclared.js';
import { ts } from './parse/ast.js';
import { excerptOf, locationOf } from './parse/location.js';
import type { ParsedFile } from './parse/parse-source.js';
import type { ProjectFiles } from './parse/project-files.js';
import { resolveModule } from './parse/resolve.js';
import type { ImportSite } from './parse/sites/imports.js';
import { collectSites, type SdkSite } from './parse/sites/index.js';

export interface LedgerInput {
  catalog: Catalog;
  files: ProjectFiles;
  /** Every file the trace loaded. */
  loaded: readonly ParsedFile[];
  calls: readonly SdkCall[];
  /** What the models and the interpreter reported. */
  reports: readonly LedgerEntry[];
  /** True when the engine evaluated this call or `new`. */
  reached(node: ts.Node): boolean;
  /** True when a file's top level was run, and not only looked into for its types. */
  executed(file: ParsedFile): boolean;
  /** True when the step budget ran out: what was not reached may just not have been looked at. */
  budgetExceeded: boolean;
}

/**
 * Holds the engine's answer against an independent inventory of SDK sites, so that nothing vanishes: one entry for each site, each in exactly
 * one bucket. A site the engine found and the inventory did not is added, so the entries are the union of both. Sorted by place.
 */
export function reconcile(input: LedgerInput): LedgerEntry[] {
  const entries = new Map<string, LedgerEntry>();
  const put = (entry: LedgerEntry): void => {
    const key = keyOf(entry.location);
    const known = entries.get(key);
    if (!known || rank(entry.bucket) < rank(known.bucket)) entries.set(key, entry);
  };
  const rules = siteRules(input.catalog);
  const inventory = input.loaded.map((file) => ({ file, ...collectSites(file.source, rules) }));
  const listed = new Set(inventory.flatMap(({ sites }) => sites.map((site) => keyOf(site.location))));
  for (const calls of callsBySite(input.calls)) put(grantedEntry(calls));
  for (const report of input.reports)
    if (report.bucket !== 'granted' || listed.has(keyOf(report.location))) put(report);
  for (const { file, sites, imports } of inventory) {
    for (const one of imports) for (const entry of packageEntry(one, file, input)) put(entry);
    for (const site of sites) if (!entries.has(keyOf(site.location))) put(leftOver(site, input));
  }
  return [...entries.values()].sort(
    (a, b) => compareLocations(a.location, b.location) || (a.bucket < b.bucket ? -1 : 1),
  );
}

/** The worse news wins when one place has two: what is not known outweighs what is granted. */
const ORDER: readonly Bucket[] = [
  'unresolved-operation',
  'unresolved-module',
  'opaque-package',
  'client-escapes',
  'budget-exceeded',
  'unresolved-resource',
  'granted',
  'unreached',
];

const rank = (bucket: Bucket): number => ORDER.indexOf(bucket);

const keyOf = (at: SourceLocation): string => `${at.file}:${at.line}:${at.column}`;

function callsBySite(calls: readonly SdkCall[]): Iterable<readonly SdkCall[]> {
  const bySite = new Map<string, SdkCall[]>();
  for (const call of calls) {
    const key = keyOf(call.location);
    bySite.set(key, [...(bySite.get(key) ?? []), call]);
  }
  return bySite.values();
}

function grantedEntry(calls: readonly SdkCall[]): LedgerEntry {
  const names = [...new Set(calls.map(({ client, operation }) => `${client}:${operation}`))].sort();
  const { location } = calls[0]!;
  return { bucket: 'granted', location, site: names.join(', '), reason: reasonOf(calls) };
}

function reasonOf(calls: readonly SdkCall[]): string {
  const other = calls.find((call) => call.otherCredentials)?.otherCredentials;
  if (other) return `made with other credentials: ${other.reason}`;
  return calls.some((call) => call.charged === 'sent') ? 'sent' : 'constructed in reached code';
}

/** What is said of a site that the engine neither charged nor reported. */
function leftOver(site: SdkSite, input: LedgerInput): LedgerEntry {
  const entry = { location: site.location, site: site.text };
  if (site.kind === 'import') return { ...entry, ...ofImport(site, input.calls) };
  if (input.reached(site.node)) {
    return {
      ...entry,
      bucket: 'unresolved-operation',
      reason: 'it is reached, but what it calls could not be told',
      advice: 'Name the client and the operation where they are used.',
    };
  }
  if (input.budgetExceeded)
    return { ...entry, bucket: 'budget-exceeded', reason: 'the analysis stopped before it could be looked at' };
  return { ...entry, bucket: 'unreached', reason: 'the handler does not reach it' };
}

/** An import is granted through the calls of its client and never by itself. */
function ofImport(site: SdkSite, calls: readonly SdkCall[]): Pick<LedgerEntry, 'bucket' | 'reason'> {
  const client = clientOfSpecifier(site.specifier ?? '');
  const used = calls.some((call) => client === undefined || call.client === client);
  if (used) return { bucket: 'granted', reason: 'its calls are granted where they stand' };
  return { bucket: 'unreached', reason: 'imported, but the handler reaches no call of it' };
}

/** What is said of an import of a package that is not analysed and not understood: it may call AWS, or nobody knows what it is. */
function packageEntry(one: ImportSite, file: ParsedFile, input: LedgerInput): LedgerEntry[] {
  const { specifier, node } = one;
  if (!input.executed(file) || !isLoaded(one, file, input)) return [];
  if (resolveModule(input.files, specifier, file.file).kind !== 'external') return [];
  const entry = { location: locationOf(node), site: excerptOf(node, 48) };
  if (isUndeclared(input.files, specifier, file.file)) {
    const reason = `package ${packageName(specifier)} is not installed, not in the project and declared in no package.json`;
    const advice =
      'If it is a layer, a bundler alias or a workspace package, analyse from a folder that holds its source; else keep what it needs by hand.';
    return [{ ...entry, bucket: 'unresolved-module', reason, advice }];
  }
  const reason = opaqueReason(input.files, specifier, file.file);
  if (reason === undefined) return [];
  const advice = `Read what ${specifier} needs and keep those permissions by hand.`;
  return [{ ...entry, bucket: 'opaque-package', reason, advice }];
}

/** False for an import that compiles to nothing, because its names only stand in types, and for a `require` the handler does not reach. */
function isLoaded(one: ImportSite, file: ParsedFile, input: LedgerInput): boolean {
  if (ts.isCallExpression(one.node)) return input.reached(one.node);
  if (!file.typescript || one.names.length === 0 || !ts.isImportDeclaration(one.node)) return true;
  const used = valueNamesOf(file.source);
  return one.names.some(({ local }) => used.has(local));
}
