import type { BundledSdk } from '../../interpret/value.js';
import { ts } from '../ast.js';
import { nameOf } from './command-class.js';

type Module = Extract<BundledSdk, { kind: 'module' }>;

/** Main files of packages; other files of a package are read as code. */
const MAIN_FILE =
  /^(?:(?:dist(?:-cjs|-es|\/cjs|\/esm)?|lib(?:\/cjs|\/esm)?|build(?:\/main)?|cjs|esm|src)\/)?index\.[cm]?js$/;
const V2_FILE = /^(?:lib\/aws|clients\/[a-z0-9]+)\.js$/;

/** `"…/node_modules/@aws-sdk/client-s3/dist-cjs/index.js"(exports) {…}`: bundlers that keep paths name the package themselves. */
export function moduleOfPath(node: ts.Node): Module | undefined {
  const name = ts.isMethodDeclaration(node) || ts.isPropertyAssignment(node) ? nameOf(node.name) : undefined;
  const inside = name?.split('node_modules/').at(-1);
  if (!name?.includes('node_modules/') || inside === undefined || !takesExports(node)) return undefined;
  const match = /^((?:@[^/]+\/)?[^/]+)\/(.+)$/.exec(inside);
  if (!match?.[1] || !match[2]) return undefined;
  const [, name_, file] = match;
  if (name_ === 'aws-sdk')
    return V2_FILE.test(file)
      ? { kind: 'module', specifier: file === 'lib/aws.js' ? 'aws-sdk' : `aws-sdk/${file}` }
      : undefined;
  return MAIN_FILE.test(file) ? { kind: 'module', specifier: name_ } : undefined;
}

/** A module function is given its module or exports; lazy ESM initialisers take nothing and fill variables instead. */
function takesExports(node: ts.Node): boolean {
  const fn = ts.isPropertyAssignment(node) ? node.initializer : node;
  return ts.isFunctionLike(fn) && fn.parameters.length > 0;
}

/**
 * A module function that exports the classes of an SDK client: `(e, t) => { …; e.S3Client = …; e.GetObjectCommand = … }`. Needs the client,
 * a command of it and its exception base, which only the package's own main file exports together.
 */
export function moduleOfExports(exported: ReadonlySet<string>, service: string | undefined): Module | undefined {
  if (service === undefined) return undefined;
  const names = [...exported];
  const complete =
    names.some((one) => /^[A-Z]\w*Client$/.test(one)) &&
    names.some((one) => one.endsWith('ServiceException')) &&
    names.some((one) => one.endsWith('Command'));
  return complete ? { kind: 'module', service } : undefined;
}

/** `AWS.S3 = Service.defineService("s3", ["2006-03-01"])`: the name of a version 2 service a call defines. */
export function v2ServiceOf(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const [name, versions] = node.arguments;
  if (node.expression.name.text !== 'defineService' || !name || !versions || !ts.isStringLiteralLike(name))
    return undefined;
  return ts.isArrayLiteralExpression(versions) ? name.text : undefined;
}

/** `{ VERSION: "2.1693.0", Signers: {}, Protocol: …}`: the core of version 2, whose module is the whole namespace. */
export function isV2Core(node: ts.Node): boolean {
  if (!ts.isObjectLiteralExpression(node)) return false;
  const names = new Set(node.properties.flatMap((one) => (one.name ? (nameOf(one.name) ?? []) : [])));
  return names.has('VERSION') && names.has('Signers') && names.has('Protocol');
}
