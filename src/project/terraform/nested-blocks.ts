import { mapNode, scalarNode } from '../template/build.js';
import type { TemplateNode } from '../template/node.js';
import type { Bindings } from './environment.js';
import { isRecord } from './hcl.js';
import { entriesWithKeys, unknown } from './values.js';

/** The content of one block that `dynamic` makes, and what its iterator is. */
export interface MadeBlock {
  content: unknown;
  bindings: Bindings;
}

/**
 * The blocks that `dynamic "<name>" { for_each … content { … } }` makes inside a body; one that stands for all when the elements are not
 * known. https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
 */
export function nestedBlocks(
  body: { readonly [key: string]: unknown },
  name: string,
  value: (argument: unknown) => TemplateNode,
): MadeBlock[] {
  const dynamic = isRecord(body['dynamic']) ? body['dynamic'][name] : undefined;
  return (Array.isArray(dynamic) ? dynamic : []).filter(isRecord).flatMap((block) => {
    const [content] = Array.isArray(block['content']) ? block['content'] : [block['content']];
    const over = value(block['for_each']);
    const iterator = iteratorOf(block['iterator']) ?? name;
    const elements = entriesWithKeys(over) ?? [[undefined, unknown(`${iterator}.value`, over)] as const];
    return elements.map(([key, element]) => ({
      content,
      bindings: new Map([
        [
          iterator,
          mapNode(over, {
            key: key === undefined ? unknown(`${iterator}.key`, over) : scalarNode(over, key),
            value: element,
          }),
        ],
      ]),
    }));
  });
}

/** The parser gives the bare name as an interpolation. */
const iteratorOf = (iterator: unknown): string | undefined =>
  typeof iterator === 'string' ? iterator.replace(/^\$\{(.*)\}$/, '$1') : undefined;
