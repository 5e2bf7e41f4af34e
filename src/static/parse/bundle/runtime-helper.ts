import { ts } from '../ast.js';

/** Functions that bundlers put in front of their output to link modules, by the name esbuild and webpack give them. */
export type RuntimeHelper =
  | '__commonJS'
  | '__esm'
  | '__export'
  | '__copyProps'
  | '__toESM'
  | '__toCommonJS'
  | '__createBinding'
  | '__exportStar'
  | '__webpack_require__';

/** Longest helper with comments, and without them and blanks; webpack's `require` in development mode is longer. */
const MAX_LENGTH = 2000;
const MAX_SQUEEZED = 450;

/**
 * Shapes of the helpers without blanks and comments; `I` stands for any identifier, because minifiers rename them.
 * Sources: internal/runtime/runtime.go of esbuild (https://github.com/evanw/esbuild), lib/javascript/JavascriptModulesPlugin.js of webpack,
 * tslib (https://github.com/microsoft/tslib).
 */
const SHAPES: readonly [RuntimeHelper, RegExp][] = (
  [
    ['__toCommonJS', /^\(?I\)?=>I\(I\(\{\},"__esModule",\{value:(?:true|!0)\}\),I\)$/],
    ['__toESM', /^\(I,I,I\)=>\(I=I!=null\?.*\.__esModule.*"default",\{value:I.*,I\)\)$/],
    ['__commonJS', /^\(I,I\)=>(?:functionI\(\)\{|\(\)=>).*\(\(I=\{exports:\{\}\}\)\.exports,I\)/],
    ['__esm', /^\(I,I(?:,I)?\)=>(?:functionI\(\)\{|\(\)=>).*I&&\(I=(?:\(0,I\[I\(I\)\[0\]\]\)|I)\(I=0\)\)/],
    [
      '__export',
      /^\(I,I\)=>\{(?:I\(I\);|if\(Array\.isArray\(I\)\).*else)?for\((?:var|let|const)IinI\).*\{(?:enumerable:(?:!0|true),)?get:I\[I\].*\}$/,
    ],
    ['__copyProps', /^\(I,I,I,I\)=>\{if\(.*get:\(\)=>I\[I\].*returnI;?\}$/],
    ['__createBinding', /^function(?:I)?\(I,I,I,I\)\{.*(?:get:function\(\)\{returnI\[I\];?\}|I\[I\]=I\[I\];?\}$)/],
    ['__exportStar', /^function(?:I)?\(I,I\)\{for\(varIinI\).*"default".*\.call\(I,I\).*I\(I,I,I\)/],
    [
      '__webpack_require__',
      /^function(?:I)?\(I\)\{.*\{(?:id:I,loaded:!1,)?exports:\{\}\}.*\.exports,I\).*return.*\.exports;?\}$/,
    ],
  ] as const
).map(([name, shape]) => [name, new RegExp(shape.source.replaceAll('I', '[\\w$]+'))]);

const known = new WeakMap<ts.Node, RuntimeHelper | 'none'>();

/** The helper a function is, told by its code; undefined for every other function. */
export function runtimeHelperOf(node: ts.Node): RuntimeHelper | undefined {
  const seen = known.get(node);
  if (seen !== undefined) return seen === 'none' ? undefined : seen;
  const found = search(node);
  known.set(node, found ?? 'none');
  return found;
}

function search(node: ts.Node): RuntimeHelper | undefined {
  if (
    !ts.isFunctionLike(node) ||
    node.parameters.length === 0 ||
    node.parameters.length > 4 ||
    node.end - node.pos > MAX_LENGTH
  )
    return undefined;
  const text = node.getText();
  if (!/exports|__esModule|get\b|=\s*0\)|default/.test(text)) return undefined;
  const squeezed = text.replace(/\/\/.*$|\/\*[\s\S]*?\*\//gm, '').replace(/\s+/g, '');
  const long = squeezed.length > MAX_SQUEEZED;
  return SHAPES.find(([name, shape]) => (!long || name === '__webpack_require__') && shape.test(squeezed))?.[0];
}

/** Names in the body of webpack's `require`: the table of modules, as in `modules[id](module, module.exports, require)`. */
export function moduleTableOf(node: ts.Node): string | undefined {
  const squeezed = node.getText().replace(/\s+/g, '');
  return /([\w$]+)\[[\w$]+\](?:\.call)?\([\w$.]+,/.exec(squeezed)?.[1];
}
