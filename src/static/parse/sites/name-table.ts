import { ts } from '../ast.js';
import type { ImportSite } from './imports.js';
import type { SiteRules } from './site-rules.js';

/** Local names of a file that come from SDK packages. Names are taken per file, without scopes: an inventory may be too long, never too short. */
export type NameTable = ReadonlyMap<string, { specifier: string; imported: string }>;

/** Names bound by imports of SDK packages, and by `const { X } = ns` from those. */
export function nameTable(
  imports: readonly ImportSite[],
  nodes: readonly ts.Node[],
  rules: Pick<SiteRules, 'isSdk'>,
): NameTable {
  const table = new Map<string, { specifier: string; imported: string }>();
  for (const { specifier, names } of imports) {
    if (!rules.isSdk(specifier)) continue;
    for (const { local, imported } of names) table.set(local, { specifier, imported });
  }
  for (const node of nodes) {
    if (
      !ts.isVariableDeclaration(node) ||
      !node.initializer ||
      !ts.isIdentifier(node.initializer) ||
      !ts.isObjectBindingPattern(node.name)
    )
      continue;
    const module = table.get(node.initializer.text);
    if (!module || !isWhole(module.imported)) continue;
    for (const one of node.name.elements) {
      const imported = one.propertyName ?? one.name;
      if (ts.isIdentifier(one.name) && ts.isIdentifier(imported))
        table.set(one.name.text, { specifier: module.specifier, imported: imported.text });
    }
  }
  return table;
}

const isWhole = (imported: string): boolean => imported === '*' || imported === 'default';

/** Package and dotted export name of an expression: `GetObjectCommand`, `ns.GetObjectCommand`, `AWS.DynamoDB.DocumentClient`. */
export function resolveName(node: ts.Expression, table: NameTable): { specifier: string; name: string } | undefined {
  const members: string[] = [];
  let at = node;
  for (;;) {
    if (ts.isPropertyAccessExpression(at)) {
      members.unshift(at.name.text);
      at = at.expression;
    } else if (ts.isParenthesizedExpression(at) || ts.isNonNullExpression(at) || ts.isAsExpression(at))
      at = at.expression;
    else if (ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.CommaToken)
      at = at.right; // `(0, sdk.getSignedUrl)(…)`
    else break;
  }
  const known = ts.isIdentifier(at) ? table.get(at.text) : undefined;
  if (!known) return undefined;
  const names = isWhole(known.imported)
    ? members.filter((one, index) => index > 0 || one !== 'default')
    : [known.imported, ...members];
  return { specifier: known.specifier, name: names.join('.') || 'default' };
}
