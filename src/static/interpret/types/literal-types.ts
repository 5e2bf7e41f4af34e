import { ts } from '../../parse/ast.js';

/** The strings of a union of string literals (`'get' | 'put'`), read from syntax alone; undefined for any other type. */
export function literalTypes(type: ts.TypeNode | undefined): readonly string[] | undefined {
  if (!type) return undefined;
  if (ts.isParenthesizedTypeNode(type)) return literalTypes(type.type);
  if (ts.isLiteralTypeNode(type)) return ts.isStringLiteralLike(type.literal) ? [type.literal.text] : undefined;
  if (!ts.isUnionTypeNode(type)) return undefined;
  const parts = type.types.filter((one) => !isNothing(one)).map(literalTypes);
  const known = parts.filter((one) => one !== undefined);
  return known.length === parts.length && known.length > 0 ? known.flat() : undefined;
}

/** `undefined`, `null`, `void`, `never`: say nothing about the value that is used. */
export const isNothing = (type: ts.TypeNode): boolean =>
  type.kind === ts.SyntaxKind.UndefinedKeyword ||
  type.kind === ts.SyntaxKind.VoidKeyword ||
  type.kind === ts.SyntaxKind.NeverKeyword ||
  (ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword);
