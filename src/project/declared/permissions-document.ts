import type { ArnContext } from '../../model/arn.js';
import { renderText } from '../../model/arn-render.js';
import type { Permission } from '../../model/permission.js';
import type { PolicyDocument, Statement } from '../../model/policy.js';
import { declaredResources } from './render.js';

/** Permissions as a plain document, one statement each: for policies that a framework writes from the same facts. */
export function permissionsDocument(permissions: readonly Permission[], context: ArnContext): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: permissions.map(
      ({ action, resource, condition }): Statement => ({
        Effect: 'Allow',
        Action: [action],
        Resource: declaredResources(resource, context),
        ...(condition && {
          Condition: Object.fromEntries(
            Object.entries(condition).map(([operator, keys]) => [
              operator,
              Object.fromEntries(
                Object.entries(keys).map(([key, values]) => [key, values.map((value) => renderText(value, context))]),
              ),
            ]),
          ),
        }),
      }),
    ),
  };
}
