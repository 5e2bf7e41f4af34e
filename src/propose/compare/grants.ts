import type { DeclaredDocument } from '../../model/function.js';
import type { SourceLocation } from '../../model/location.js';
import type { ConditionBlock } from '../../model/policy.js';

/** One pair of a declared policy: an action pattern on a resource pattern. */
export interface Granted {
  action: string;
  resource: string;
  condition?: ConditionBlock;
  at: SourceLocation;
  origin: string;
  implicit: boolean;
}

/** Every pair that the Allow statements of some documents write down. `NotAction` and `NotResource` stand as `*` with what they leave out. */
export function grantsOf(documents: readonly DeclaredDocument[]): Granted[] {
  return documents.flatMap(({ document, at, origin, implicit }) =>
    [document.Statement].flat().flatMap((statement): Granted[] => {
      if (statement.Effect !== 'Allow') return [];
      const actions = listed(statement.Action, statement.NotAction);
      const resources = listed(statement.Resource, statement.NotResource);
      return actions.flatMap((action) =>
        resources.map((resource) => ({
          action,
          resource,
          ...(statement.Condition && { condition: statement.Condition }),
          at,
          origin,
          implicit: implicit ?? false,
        })),
      );
    }),
  );
}

const listed = (wanted: string | string[] | undefined, except: string | string[] | undefined): string[] =>
  wanted === undefined ? (except === undefined ? [] : ['*']) : [wanted].flat();
