import { servicePrefixOf } from '../../model/action.js';
import type { TextPolicy, TextStatement } from '../text/statements.js';
import { type CfnScope, piecesOf } from './pieces.js';
import { cfnValue } from './value.js';
import type { Yaml } from './yaml.js';

/** How a dialect of CloudFormation differs. */
export interface Dialect {
  /** Whether a name may stand in the `${…}` of `!Sub`. */
  subTakes?: (name: string) => boolean;
}

/** A policy document with intrinsics. */
export const documentTree = (policy: TextPolicy, scope: CfnScope, dialect: Dialect = {}): Yaml => ({
  Version: '2012-10-17',
  Statement: policy.statements.map((statement) => statementTree(statement, scope, dialect)),
});

export function statementTree(statement: TextStatement, scope: CfnScope, dialect: Dialect = {}): Yaml {
  const prefix = servicePrefixOf(statement.actions[0] ?? '');
  const value = (text: Parameters<typeof piecesOf>[0]): Yaml =>
    cfnValue(piecesOf(text, prefix, scope), dialect.subTakes);
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
