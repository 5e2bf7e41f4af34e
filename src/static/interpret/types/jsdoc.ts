import { ts } from '../../parse/ast.js';

const known = new WeakMap<ts.Node, ts.TypeNode | undefined>();

/** The type that a JSDoc comment gives a parameter or variable of plain JavaScript (`@param {import('pkg').Client} client`). */
export function jsDocTypeOf(node: ts.ParameterDeclaration | ts.VariableDeclaration): ts.TypeNode | undefined {
  if ((node.flags & ts.NodeFlags.JavaScriptFile) === 0) return undefined;
  if (known.has(node)) return known.get(node);
  const type = ts.getJSDocType(node);
  known.set(node, type);
  return type;
}
