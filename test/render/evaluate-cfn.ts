import { type CollectionTag, isScalar, isSeq, parseAllDocuments, type ScalarTag } from 'yaml';
import { DEPLOYED } from './shop.js';

const scalarTag = (name: string): ScalarTag => ({ tag: `!${name}`, resolve: (text) => ({ [`Fn::${name}`]: text }) });
const seqTag = (name: string): CollectionTag => ({
  tag: `!${name}`,
  collection: 'seq',
  resolve: (seq) => ({
    [`Fn::${name}`]: isSeq(seq) ? seq.items.map((item) => (isScalar(item) ? item.value : item)) : [],
  }),
});

/** Documents of a YAML stream with short tags as plain objects. Throws on anything YAML complains of. */
export function readCfn(text: string): unknown[] {
  const documents = parseAllDocuments(text, {
    customTags: [
      ...['Ref', 'GetAtt', 'Sub', 'ImportValue'].map(scalarTag),
      seqTag('Join'),
      seqTag('Select'),
      seqTag('Split'),
    ],
  });
  return [...documents].map((document) => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) throw problem;
    return document.toJS();
  });
}

/**
 * Evaluates intrinsic functions as CloudFormation documents them, with the shop's deployed values: an attribute that a type does not have
 * fails, as it would there.
 * @param parameters values of template parameters by name
 * @param imports values of exports by name
 */
export function evaluateCfn(
  value: unknown,
  parameters: { [name: string]: string },
  imports: { [name: string]: string },
): unknown {
  const evaluate = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(evaluate);
    if (typeof node !== 'object' || node === null) return node;
    const [[name, argument] = ['', undefined], ...others] = Object.entries(node);
    if (others.length === 0 && name === 'Fn::Ref') return ref(argument as string);
    if (others.length === 0 && name === 'Fn::GetAtt') return attribute(argument as string);
    if (others.length === 0 && name === 'Fn::Sub') return sub(argument as string);
    if (others.length === 0 && name === 'Fn::ImportValue') return found(imports, evaluate(argument) as string);
    if (others.length === 0 && name === 'Fn::Join') {
      const [separator, items] = argument as [string, unknown[]];
      return (evaluate(toPlain(items)) as string[]).join(separator);
    }
    if (others.length === 0 && name === 'Fn::Split') {
      const [separator = '', text = ''] = evaluate(toPlain(argument)) as string[];
      return text.split(separator);
    }
    if (others.length === 0 && name === 'Fn::Select') {
      const [index, items] = evaluate(toPlain(argument)) as [string, string[]];
      return items[Number(index)];
    }
    return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, evaluate(child)]));
  };
  const found = (table: { [name: string]: string }, name: string): string => {
    if (!Object.hasOwn(table, name)) throw new Error(`nothing is called ${name}`);
    return table[name]!;
  };
  const ref = (name: string): string => DEPLOYED[name]?.ref ?? found(parameters, name);
  const attribute = (path: string): string => {
    const [name = '', key = ''] = path.split('.');
    return found(DEPLOYED[name]?.attributes ?? {}, key);
  };
  const sub = (text: string): string =>
    text.replace(/\$\{(!?)([^${}]+)\}/g, (_, escaped: string, name: string) =>
      escaped ? `\${${name}}` : name.includes('.') ? attribute(name) : ref(name),
    );
  return evaluate(value);
}

/** Items of a tagged list are still YAML nodes. */
const toPlain = (items: unknown): unknown =>
  items !== null && typeof items === 'object' && 'toJSON' in items ? (items as { toJSON(): unknown }).toJSON() : items;
