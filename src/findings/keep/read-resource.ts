import type { DeclaredPolicy, Project } from '../../model/function.js';
import { concatTexts, literal, type Text } from '../../model/text.js';

/**
 * `${Orders.Arn}/*` with the references of the template: as the policy of today wrote it where it has the same text. Elsewhere a name
 * the template does not declare is IAM's own variable.
 */
export function readResource(
  resource: string,
  { resources }: Pick<Project, 'resources'>,
  declared?: Pick<DeclaredPolicy, 'texts'>,
): Text {
  const { texts } = declared ?? {};
  if (texts && Object.hasOwn(texts, resource)) return texts[resource]!;
  return concatTexts(
    ...resource.split(/(\$\{[A-Za-z][\w:]*(?:\.\w+)*\})/).map((piece): Text => {
      const [, whole] = /^\$\{([A-Za-z][\w:]*(?:\.\w+)*)\}$/.exec(piece) ?? [];
      if (whole?.startsWith('AWS::')) return [{ kind: 'reference', target: whole, targetKind: 'pseudo' }];
      const named = whole === undefined ? undefined : declaredIn(whole, resources);
      if (!named) return literal(piece);
      return [{ kind: 'reference', targetKind: 'resource', ...named }];
    }),
  );
}

/** `Orders` or `Orders.Arn`; names of Terraform hold a dot themselves. */
function declaredIn(whole: string, resources: Project['resources']) {
  const dot = whole.lastIndexOf('.');
  const pairs: [string, string | undefined][] = [
    [whole, undefined],
    ...(dot > 0 ? [[whole.slice(0, dot), whole.slice(dot + 1)] as [string, string]] : []),
  ];
  for (const [target, attribute] of pairs) {
    if (!Object.hasOwn(resources, target)) continue;
    return { target, targetType: resources[target]!.type, ...(attribute !== undefined && { attribute }) };
  }
  return undefined;
}
