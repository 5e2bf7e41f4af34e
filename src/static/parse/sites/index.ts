import type { SourceLocation } from '../../../model/location.js';
import { ts } from '../ast.js';
import { collectDefinitions, visitAll } from '../definitions.js';
import { excerptOf, locationOf } from '../location.js';
import { type ImportSite, importsOf } from './imports.js';
import { type NameTable, nameTable, resolveName } from './name-table.js';
import { type Receivers, receiversOf } from './receivers.js';
import type { SiteRules } from './site-rules.js';

/** What a candidate looks like, from syntax alone. */
export type SiteKind = 'import' | 'command' | 'send' | 'method' | 'helper';

/** A place that looks like use of an AWS SDK. */
export interface SdkSite {
  kind: SiteKind;
  node: ts.Node;
  location: SourceLocation;
  text: string;
  /** The package the name comes from, when the file says so. */
  specifier?: string;
  /** Exported class, function or method name. */
  name: string;
}

export interface FileSites {
  sites: SdkSite[];
  /** Every import that runs, also of other packages. */
  imports: ImportSite[];
}

const HELPERS =
  /^(?:paginate[A-Z]\w*|waitUntil[A-Z]\w*|waitFor[A-Z]\w*|getSignedUrl|createPresignedPost|getSynthesizeSpeechUrl|fromTemporaryCredentials)$/;

/**
 * Lists the candidate SDK sites of a file without interpreting it: an independent count that the engine's answer is held against.
 * `client.send(new XCommand(…))` is one site, the command.
 */
export function collectSites(source: ts.SourceFile, rules: SiteRules): FileSites {
  const nodes: ts.Node[] = [];
  visitAll(source, (node) => {
    if (
      ts.isCallExpression(node) ||
      ts.isNewExpression(node) ||
      ts.isImportEqualsDeclaration(node) ||
      ts.isVariableDeclaration(node) ||
      isTyped(node)
    )
      nodes.push(node);
  });
  const imports = importsOf(source, nodes);
  const table = nameTable(imports, nodes, rules);
  // Without names from an SDK there is nothing to find but imports.
  if (table.size === 0 && !imports.some((one) => rules.isSdk(one.specifier))) return { sites: [], imports };
  const receivers = receiversOf(nodes, table, collectDefinitions(source));
  const used = nodes.flatMap((node) => siteOf(node, table, receivers, rules));
  const importSites = imports
    .filter((one) => rules.isSdk(one.specifier))
    .map((one): SdkSite => ({ ...place('import', one.node), specifier: one.specifier, name: one.specifier }));
  return { sites: [...importSites, ...used].sort((a, b) => a.node.getStart() - b.node.getStart()), imports };
}

const isTyped = (node: ts.Node): boolean =>
  ts.isParameter(node) ||
  ts.isPropertyDeclaration(node) ||
  ts.isPropertyAssignment(node) ||
  ts.isBinaryExpression(node);

const place = (kind: SiteKind, node: ts.Node) => ({
  kind,
  node,
  location: locationOf(node),
  text: excerptOf(node, 48),
});

function siteOf(node: ts.Node, table: NameTable, receivers: Receivers, rules: SiteRules): SdkSite[] {
  if (ts.isNewExpression(node)) {
    const made = resolveName(node.expression, table);
    if (!made) return [];
    if (/^[A-Z]\w*Command$/.test(made.name)) return [{ ...place('command', node), ...made }];
    return made.name === 'Upload' || made.name === 'ManagedUpload' ? [{ ...place('helper', node), ...made }] : [];
  }
  if (!ts.isCallExpression(node)) return [];
  const called = resolveName(node.expression, table);
  if (called && HELPERS.test(called.name)) return [{ ...place('helper', node), ...called }];
  return methodSite(node, table, receivers, rules);
}

function methodSite(node: ts.CallExpression, table: NameTable, receivers: Receivers, rules: SiteRules): SdkSite[] {
  const callee = node.expression;
  if (!ts.isPropertyAccessExpression(callee)) return [];
  const method = callee.name.text;
  const receiver = receivers(callee.expression);
  if (method === 'send') {
    const [command] = node.arguments;
    if (!command || isCommand(command, table)) return [];
    const named = ts.isIdentifier(command) && /(?:command|cmd)$/i.test(command.text);
    const looksSent = receiver !== undefined || (named && table.size > 0);
    return looksSent
      ? [{ ...place('send', node), ...(receiver && { specifier: receiver.specifier }), name: 'send' }]
      : [];
  }
  if (!receiver || !rules.isOperation(receiver.specifier, receiver.name, method)) return [];
  return [{ ...place('method', node), specifier: receiver.specifier, name: method }];
}

const isCommand = (node: ts.Expression, table: NameTable): boolean =>
  ts.isNewExpression(node) && resolveName(node.expression, table)?.name.endsWith('Command') === true;
