import type { Catalog } from '../../catalog/types.js';
import { servicePrefixOf } from '../../model/action.js';
import type { ArnPattern } from '../../model/arn.js';
import { bindEnvironment, type ReferencePart, type TextPart } from '../../model/text.js';

/**
 * Whether an observed ARN can be an instance of a resource known before deployment: references match any ARN of their type (the name
 * is only known to the deployment), environment variables any name, unknown parts and wildcards anything.
 */
export function matchesObserved(pattern: ArnPattern, action: string, observed: string, catalog: Catalog): boolean {
  const source = bindEnvironment(pattern, false)
    .map((part) => partSource(part, servicePrefixOf(action), catalog))
    .join('');
  return new RegExp(`^${source}$`, 's').test(observed);
}

function partSource(part: TextPart, prefix: string, catalog: Catalog): string {
  switch (part.kind) {
    case 'literal':
      return globSource(part.text);
    case 'unknown':
      return '.*';
    case 'env':
      return '.+';
    case 'reference':
      return referenceSource(part, prefix, catalog);
  }
}

function referenceSource(part: ReferencePart, prefix: string, catalog: Catalog): string {
  if (part.targetKind === 'pseudo') return '[^:]*';
  const record =
    part.targetType && part.attribute?.endsWith('Arn') ? catalog.resourceOfCfn(part.targetType, prefix) : undefined;
  if (!record) return '.+';
  return record.arn
    .split(/\$\{\w+\}/)
    .map(escaped)
    .join('[^/]*');
}

/** Literal parts are IAM pattern text: `*` and `?` are wildcards, `${*}` is a star. */
const globSource = (text: string): string =>
  text
    .split(/(\$\{[*?$]\}|[*?])/)
    .map((piece) => (piece === '*' ? '.*' : piece === '?' ? '.' : escaped(/^\$\{(.)\}$/.exec(piece)?.[1] ?? piece)))
    .join('');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
