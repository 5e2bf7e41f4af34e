import { ts } from '../../parse/ast.js';

const used = new WeakMap<ts.SourceFile, ReadonlySet<string>>();

/**
 * Names a file uses as values. TypeScript drops an import whose names only stand in types: its module does not run. Import clauses and
 * type positions do not count.
 */
export function valueNamesOf(source: ts.SourceFile): ReadonlySet<string> {
  const known = used.get(source);
  if (known) return known;
  const names = new Set<string>();
  const stack: ts.Node[] = [...source.statements];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (ts.isIdentifier(node)) names.add(node.text);
    else if (!ts.isTypeNode(node) || ts.isExpressionWithTypeArguments(node)) {
      if (ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) continue;
      ts.forEachChild(node, (child) => {
        stack.push(child);
      });
    }
  }
  used.set(source, names);
  return names;
}
