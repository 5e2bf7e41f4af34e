import { servicePrefixOf } from '../../model/action.js';
import type { TextPolicy, TextStatement } from '../text/statements.js';
import { type CfnScope, piecesOf } from './pieces.js';
import { cfnValue } from './value.js';
import type { Yaml } from './yaml.js';

/** A policy document with intrinsics. */
export const documentTree = (policy: TextPolicy, scope: CfnScope): Yaml => ({
  Version: '2012-10-17',
  Statement: policy.statements.map((statement) => statementTree(statement, scope)),
});

export function statementTree(statement: TextStatement, scope: CfnScope): Yaml {
  const prefix = servicePrefixOf(statement.actions[0] ?? '');
  const value = (text: Parameters<typeof piecesOf>[0]): Yaml => cfnValue(piecesOf(text, prefix, scope), scope.dialect);
  return {
    Sid: statement.sid,
    Effect: statement.effect,
    Action: statement.actions,
    Resource: statement.resources.map(value),
    ...(statement.conditions.length > 0 && {
      Condition: Object.fromEntries(
        statement.conditions.map(([operator, keys]) => [
          operator,
          Object.fromEntries(keys.map(([key, values]) => [key, values.map(value)])),
        ]),
      ),
    }),
  };
}
