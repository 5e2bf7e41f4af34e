import type { Project } from '../../model/function.js';
import { concatTexts, literal, type Text } from '../../model/text.js';

/** `${Orders.Arn}/*` with the references of the template; a name it does not declare is IAM's own variable. */
export function readResource(resource: string, { resources }: Pick<Project, 'resources'>): Text {
  return concatTexts(
    ...resource.split(/(\$\{[A-Za-z][\w:]*(?:\.\w+)?\})/).map((piece): Text => {
      const [, target, attribute] = /^\$\{([A-Za-z][\w:]*)(?:\.(\w+))?\}$/.exec(piece) ?? [];
      const declared = target === undefined ? undefined : resources[target];
      if (target?.startsWith('AWS::')) return [{ kind: 'reference', target, targetKind: 'pseudo' }];
      if (target === undefined || !declared) return literal(piece);
      const { type } = declared;
      return [{ kind: 'reference', target, targetKind: 'resource', targetType: type, ...(attribute && { attribute }) }];
    }),
  );
}
