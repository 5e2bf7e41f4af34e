import { ts } from '../../parse/ast.js';
import { type BundleMap, recogniseBundle } from '../../parse/bundle/index.js';
import { mergeInner } from '../join.js';
import type { Machine } from '../machine.js';
import { UNDEFINED } from '../make.js';
import type { Code } from '../scope.js';
import type { Value } from '../value.js';

const maps = new WeakMap<ts.SourceFile, BundleMap>();

const mapOf = (source: ts.SourceFile): BundleMap => {
  const known = maps.get(source);
  if (known) return known;
  const map = recogniseBundle(source);
  maps.set(source, map);
  return map;
};

/** The model's value for a class of a bundle that is SDK code; such classes are never evaluated. */
export function bundledClass(m: Machine, node: ts.ClassLikeDeclaration): Value | undefined {
  const recognised = mapOf(node.getSourceFile()).get(node);
  return recognised && m.externals.valueOfBundled?.(recognised);
}

/**
 * Runs a bundler's module function that holds a modelled package: instead of its body, the package becomes what the function was to
 * fill, `module.exports` or the exports object. Undefined for every other function.
 */
export function bundledModule(m: Machine, code: Code, args: readonly Value[], site: ts.Node): Value | undefined {
  const map = mapOf(code.scope.module.parsed.source);
  if (map.size === 0 || !ts.isFunctionLike(code.node)) return undefined;
  const recognised = map.get(code.node);
  const namespace = recognised && m.externals.valueOfBundled?.(recognised);
  if (!namespace) return undefined;
  for (const arg of args) {
    if (arg.kind !== 'object') continue;
    if (arg.fields.has('exports')) m.set(arg, 'exports', namespace, site);
    else if (arg.fields.size === 0) arg.bases = mergeInner(arg.bases, [namespace]);
  }
  return UNDEFINED;
}
