import { ts } from '../ast.js';

/** Functions that bundlers put in front of their output to link modules, by the name esbuild and webpack give them. */
export type RuntimeHelper =
  | '__commonJS'
  | '__esm'
  | '__export'
  | '__copyProps'
  | '__toESM'
  | '__toCommonJS'
  | '__webpack_require__';

const MAX_LENGTH = 1200;

/**
 * Shapes of the helpers without blanks and comments; `I` stands for any identifier, because minifiers rename them.
 * Sources: internal/runtime/runtime.go of esbuild (https://github.com/evanw/esbuild), lib/javascript/JavascriptModulesPlugin.js of webpack.
 */
const SHAPES: readonly [RuntimeHelper, RegExp][] = (
  [
    ['__toCommonJS', '\\(?I\\)?=>I\\(I\\(\\{\\},"__esModule",\\{value:(?:true|!0)\\}\\),I\\)'],
    ['__toESM', '^\\(I,I,I\\)=>\\(I=I!=null\\?.*\\.__esModule.*"default",\\{value:I'],
    ['__commonJS', '^\\(I,I\\)=>.*\\(\\(I=\\{exports:\\{\\}\\}\\)\\.exports,I\\)'],
    ['__esm', '^\\(I,I(?:,I)?\\)=>.*I&&\\(I=(?:\\(0,I\\[I\\(I\\)\\[0\\]\\]\\)|I)\\(I=0\\)\\)'],
    ['__export', 'for\\((?:var|let) I in I\\).*\\{(?:enumerable:!0,)?get:I\\[I\\]'],
    ['__copyProps', '^\\(I,I,I,I\\)=>\\{if\\(.*get:\\(\\)=>I\\[I\\].*return I;?\\}$'],
    [
      '__webpack_require__',
      '^functionI?\\(I\\)\\{.*\\{(?:id:I,loaded:!1,)?exports:\\{\\}\\}.*\\.exports,I\\).*return.*\\.exports;?\\}$',
    ],
  ] as const
).map(([name, shape]) => [name, new RegExp(shape.replaceAll('I', '[\\w$]+').replaceAll(' ', ''))]);

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
  if (!/exports|__esModule|get:|=\s*0\)/.test(text)) return undefined;
  const squeezed = text.replace(/\/\/.*$|\/\*[\s\S]*?\*\//gm, '').replace(/\s+/g, '');
  return SHAPES.find(([, shape]) => shape.test(squeezed))?.[0];
}

/** Names in the body of webpack's `require`: the table of modules, as in `modules[id](module, module.exports, require)`. */
export function moduleTableOf(node: ts.Node): string | undefined {
  const squeezed = node.getText().replace(/\s+/g, '');
  return /([\w$]+)\[[\w$]+\](?:\.call)?\([\w$.]+,/.exec(squeezed)?.[1];
}
