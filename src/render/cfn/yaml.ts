/** What the template formats print: a tree of YAML with CloudFormation's short tags. */
export type Yaml = string | Tagged | readonly Yaml[] | { readonly [key: string]: Yaml };

/** `!Sub '…'`, `!Join ['', […]]`: a value behind a short tag, on one line. */
export class Tagged {
  constructor(
    readonly tag: string,
    readonly value: string | readonly Yaml[],
  ) {}
}

/** Words that YAML 1.1 or 1.2 reads as something else than text. */
const RESERVED = /^(y|n|yes|no|on|off|true|false|null)$/i;

/** A scalar as YAML text: plain where that is safe, else in single quotes; with escapes where a control character asks for it. */
export function yamlString(text: string): string {
  if (/^[A-Za-z][\w:/.*+@=?-]*$/.test(text) && !text.endsWith(':') && !RESERVED.test(text)) return text;
  return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text) ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
}

/** A tree as block YAML at a depth of indentation (two spaces each), ending in a line end. Lists are indented below their key. */
export function printYaml(tree: Yaml, depth = 0): string {
  const pad = '  '.repeat(depth);
  if (isList(tree)) return tree.map((item) => `${pad}- ${printYaml(item, depth + 1).trimStart()}`).join('');
  if (typeof tree === 'string' || tree instanceof Tagged) return `${pad}${inline(tree)}\n`;
  return Object.entries(tree)
    .map(
      ([key, value]) =>
        `${pad}${yamlString(key)}:${isInline(value) ? ` ${inline(value)}\n` : `\n${printYaml(value, depth + 1)}`}`,
    )
    .join('');
}

const isList = (tree: Yaml): tree is readonly Yaml[] => Array.isArray(tree);

const isInline = (tree: Yaml): boolean =>
  typeof tree === 'string' ||
  tree instanceof Tagged ||
  (isList(tree) ? tree.length === 0 : Object.keys(tree).length === 0);

function inline(tree: Yaml): string {
  if (typeof tree === 'string') return yamlString(tree);
  if (tree instanceof Tagged) return `!${tree.tag} ${inlineTagged(tree.value)}`;
  if (isList(tree)) return `[${tree.map(inFlow).join(', ')}]`;
  return `{ ${Object.entries(tree)
    .map(([key, value]) => `${yamlString(key)}: ${inFlow(value)}`)
    .join(', ')} }`;
}

const inlineTagged = (value: string | readonly Yaml[]): string =>
  typeof value === 'string' ? yamlString(value) : inline(value);

/** Inside `[…]` a plain scalar may not hold what ends it, and quotes cost little. */
const inFlow = (tree: Yaml): string =>
  typeof tree === 'string' && !/^[A-Za-z]\w*$/.test(tree)
    ? yamlString(tree).startsWith("'") || yamlString(tree).startsWith('"')
      ? yamlString(tree)
      : `'${tree}'`
    : inline(tree);
