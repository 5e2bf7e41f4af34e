import { isBuiltin } from 'node:module';
import { ts } from '../ast.js';
import { visitAll } from '../definitions.js';
import { parseSource } from '../parse-source.js';
import { dirOf, joinPath } from '../paths.js';
import { importsOf } from '../sites/imports.js';

/**
 * True when every import of the sources leads to another source, to a package that went into the bundle or stayed outside it, or to Node
 * itself. Otherwise the sources use something only the build knows (an alias, generated code), and the bundle says more.
 */
export function originalsAreWhole(
  sources: readonly { path: string; text: string }[],
  made: { packages: ReadonlySet<string>; bundle: string },
): boolean {
  const known = new Set(sources.map(({ path }) => path.replace(/\.[cm]?[jt]sx?$/, '')));
  return sources.every(({ path, text }) =>
    specifiersOf(path, text).every((specifier) => {
      if (specifier.startsWith('.')) return isSource(joinPath(dirOf(path), specifier), known);
      if (isBuiltin(specifier)) return true;
      const name = specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/');
      return (
        made.packages.has(name) || made.bundle.includes(`"${specifier}"`) || made.bundle.includes(`'${specifier}'`)
      );
    }),
  );
}

function isSource(target: string, known: ReadonlySet<string>): boolean {
  const bare = target.replace(/\.[cm]?[jt]sx?$/, '');
  // Data files become values inside the bundle and are no sources of their own in every bundler.
  return known.has(bare) || known.has(target) || known.has(joinPath(bare, 'index')) || /\.json$/.test(target);
}

function specifiersOf(path: string, text: string): string[] {
  const { source } = parseSource(path, text);
  const calls: ts.Node[] = [];
  visitAll(source, (node) => {
    if (ts.isCallExpression(node) || ts.isImportEqualsDeclaration(node)) calls.push(node);
  });
  return importsOf(source, calls).map((one) => one.specifier);
}
