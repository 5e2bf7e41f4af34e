import type { Action } from '../../model/action.js';
import type { SourceLocation } from '../../model/location.js';
import type { Permission, PermissionCondition } from '../../model/permission.js';
import { concatTexts, literal, type Text } from '../../model/text.js';

/** A permission that the deployment implies. */
export const implied = (
  action: Action,
  resource: Text,
  at: SourceLocation,
  reason: string,
  condition?: PermissionCondition,
): Permission => ({
  action,
  resource,
  ...(condition && { condition }),
  evidence: [{ source: 'deployment', strength: 'proven', at, reason }],
});

export const ANY: Text = literal('*');

const pseudo = (target: string): Text => [{ kind: 'reference', target: `AWS::${target}`, targetKind: 'pseudo' }];

/** `arn:<partition>:<service>:<region>:<account>:<resource>` of the function's own account and Region. */
export const arnOf = (service: string, ...resource: Text[]): Text =>
  concatTexts(
    literal('arn:'),
    pseudo('Partition'),
    literal(`:${service}:`),
    pseudo('Region'),
    literal(':'),
    pseudo('AccountId'),
    literal(':'),
    ...resource,
  );
