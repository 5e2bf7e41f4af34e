import { Tagged, type Yaml } from './yaml.js';

/** A tree as plain data with intrinsic functions in their long form: what JSON templates and flow style take. */
export function longForm(tree: Yaml): unknown {
  if (typeof tree === 'string') return tree;
  if (tree instanceof Tagged) {
    const { tag, value } = tree;
    if (tag === 'Ref') return { Ref: value };
    if (tag === 'GetAtt' && typeof value === 'string') {
      const dot = value.indexOf('.');
      return { 'Fn::GetAtt': [value.slice(0, dot), value.slice(dot + 1)] };
    }
    return { [`Fn::${tag}`]: typeof value === 'string' ? value : value.map(longForm) };
  }
  if (isList(tree)) return tree.map(longForm);
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, longForm(value)]));
}

const isList = (tree: Yaml): tree is readonly Yaml[] => Array.isArray(tree);
