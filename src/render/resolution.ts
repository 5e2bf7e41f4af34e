import type { ArnPattern, Resolution } from '../model/arn.js';
import { bindEnvironment, type TextPart, writtenOut } from '../model/text.js';

/**
 * How well a resource is known, judged by the part that names it: the first part that is not literal. `${Uploads.Arn}/*` is a
 * reference although the key is open; `table/*` is dynamic; `*` alone is any.
 */
export function resolutionOf(resource: ArnPattern): Resolution {
  const parts = bindEnvironment(resource, false).filter((part) => !isPseudo(part));
  const first = parts.find((part) => part.kind !== 'literal');
  if (first?.kind === 'reference') return 'reference';
  if (first?.kind === 'env') return 'env';
  const text = writtenOut(parts);
  if (/^\**$/.test(text)) return 'any';
  return first ? 'dynamic' : 'exact';
}

/** Template names and environment variables in a resource, sorted: `Orders`, `env:TABLE`. */
export function referencesOf(resource: ArnPattern): string[] {
  const names = bindEnvironment(resource, false).flatMap((part) => {
    if (part.kind === 'env') return [`env:${part.name}`];
    return part.kind === 'reference' && !isPseudo(part) ? [part.target] : [];
  });
  return [...new Set(names)].toSorted();
}

const isPseudo = (part: TextPart): boolean => part.kind === 'reference' && part.targetKind === 'pseudo';
