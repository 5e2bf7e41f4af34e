import { isMap, isSeq, type Node, type Pair } from 'yaml';
import type { Plan, Target } from '../types.js';
import {
  columnOf,
  type FoundPair,
  isBlock,
  pairAt,
  pairOf,
  sharedAnchor,
  startOf,
  type YamlFile,
} from '../yaml/document.js';
import { insertPair, replaceValue } from '../yaml/edit.js';
import { planApart, sameValue } from './apart.js';

/** Edits `Policies` of an `AWS::Serverless::Function`: statements take the place of policy templates and managed policies. */
export function planSam(yaml: YamlFile, { functionId, fragments }: Target): Plan {
  const resource = pairAt(yaml.root, ['Resources', functionId]);
  const properties = resource && pairOf(resource.value, 'Properties');
  if (!resource || !properties || !isMap(properties.value))
    return { refused: 'its properties are not written in the template itself (an include, a loop or an alias)' };
  const apart = planApart(yaml, resource, fragments.apart, new RegExp(`^${functionId}ApartPolicy$`));
  const policies = pairOf(properties.value, 'Policies');
  if (policies) {
    const anchor = policies.value && sharedAnchor(yaml, policies.value);
    if (anchor)
      return {
        refused: `its policies carry the anchor &${anchor}, which is used elsewhere`,
        at: placeOf(yaml, policies),
      };
    if (sameValue(policies.value, fragments.documents.data)) return { splices: apart };
    return { splices: [...replaceValue(yaml, policies, fragments.documents, listIndent(yaml, policies)), ...apart] };
  }
  if (pairOf(properties.value, '<<'))
    return { refused: 'its properties are merged from an anchor', at: placeOf(yaml, properties) };
  if (Array.isArray(fragments.documents.data) && fragments.documents.data.length === 0) return { splices: apart };
  const last = (properties.value.items as Pair<Node, Node | null>[]).at(-1);
  if (!last) return { refused: 'it has no properties', at: placeOf(yaml, properties) };
  const after = { map: properties.value, key: last.key, value: last.value };
  return { splices: [...insertPair(yaml, after, 'Policies', fragments.documents, listIndentOfFile(yaml)), ...apart] };
}

export const placeOf = (yaml: YamlFile, { key }: FoundPair) => ({
  file: yaml.file,
  line: yaml.lineOf(startOf(key)),
  column: columnOf(yaml, key) + 1,
});

/** How far the items of a list stand to the right of its key: as they did, else as elsewhere in the file. */
export function listIndent(yaml: YamlFile, { key, value }: FoundPair): number {
  if (isSeq(value) && isBlock(value)) return columnOf(yaml, value) - columnOf(yaml, key);
  return listIndentOfFile(yaml);
}

/** The style of the file's first list in block style: `- ` below its key, or to the right of it. */
export function listIndentOfFile(yaml: YamlFile): number {
  const match = /^( *)(?!- )[\w'"][^\n#]*:[ \t]*(?:#[^\n]*)?\r?\n( *)- /m.exec(yaml.text);
  return match ? Math.max(0, match[2]!.length - match[1]!.length) : 2;
}
