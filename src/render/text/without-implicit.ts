import { renderText } from '../../model/arn-render.js';
import type { LambdaFunction } from '../../model/function.js';
import type { PolicyDocument } from '../../model/policy.js';
import { includes } from '../../prove/index.js';
import type { TextPolicy, TextStatement } from './statements.js';

export interface WithoutImplicit {
  policies: TextPolicy[];
  /** Actions left out, sorted, and the documents that grant them. */
  omitted: { actions: string[]; origins: string[] };
}

/**
 * Leaves out what the framework grants by itself (SAM attaches AWSLambdaBasicExecutionRole to every role it makes): saying it again
 * takes nothing away and hides what is the function's own. Proved pair by pair; what is not proved stays.
 */
export function withoutImplicit(policies: readonly TextPolicy[], { declared }: LambdaFunction): WithoutImplicit {
  const implicit = declared?.documents.filter((document) => document.implicit) ?? [];
  const omitted = { actions: new Set<string>(), origins: new Set<string>() };
  const granted = (action: string, statement: TextStatement): boolean => {
    const needed: PolicyDocument = {
      // Without it `${…}` would be plain text.
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Action: action,
        Resource: statement.resources.map((resource) => renderText(resource)),
      },
    };
    const by = implicit.find(({ document }) => includes(needed, { identity: [document] }).answer === 'none');
    if (!by) return false;
    omitted.actions.add(action);
    omitted.origins.add(by.origin);
    return true;
  };
  const kept = policies.map((policy) => ({
    ...policy,
    statements: policy.statements.flatMap((statement) => {
      const actions = statement.actions.filter((action) => !granted(action, statement));
      return actions.length > 0 ? [{ ...statement, actions }] : [];
    }),
  }));
  return {
    policies: kept.filter(({ statements }) => statements.length > 0),
    omitted: { actions: [...omitted.actions].toSorted(), origins: [...omitted.origins].toSorted() },
  };
}
