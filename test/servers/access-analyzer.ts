import type { RestRoutes } from './protocols.js';
import { ServiceError } from './protocols.js';

/** An unused-access finding of the server. */
export interface ServedFinding {
  id: string;
  role: string;
  details: { serviceNamespace: string; lastAccessed?: string; actions?: { action: string; lastAccessed?: string }[] }[];
}

/**
 * Routes of an unused-access analyzer, one finding a page. Spread them with the routes of other files into one `restJsonService('access-analyzer', …)`.
 */
export function unusedAccessRoutes(analyzerArn: string, findings: readonly ServedFinding[]): RestRoutes {
  const check = (arn: string | null | undefined): void => {
    if (arn !== analyzerArn)
      throw new ServiceError(404, 'ResourceNotFoundException', 'no such analyzer', {
        resourceId: arn,
        resourceType: 'analyzer',
      });
  };
  return {
    'POST /findingv2': ({ body }) => {
      const { analyzerArn: arn, nextToken } = body as { analyzerArn: string; nextToken?: string };
      check(arn);
      const at = Number(nextToken ?? 0);
      const finding = findings[at];
      return {
        findings: finding
          ? [
              {
                id: finding.id,
                resource: finding.role,
                resourceType: 'AWS::IAM::Role',
                findingType: 'UnusedPermission',
                status: 'ACTIVE',
                resourceOwnerAccount: '111122223333',
                analyzedAt: '2026-08-01T00:00:00Z',
                createdAt: '2026-08-01T00:00:00Z',
                updatedAt: '2026-08-01T00:00:00Z',
              },
            ]
          : [],
        ...(at + 1 < findings.length && { nextToken: String(at + 1) }),
      };
    },
    'GET /findingv2/{id}': ({ path, query }) => {
      check(query.get('analyzerArn'));
      const finding = findings.find(({ id }) => id === path['id']);
      if (!finding) throw new ServiceError(404, 'ResourceNotFoundException');
      return {
        id: finding.id,
        resource: finding.role,
        resourceType: 'AWS::IAM::Role',
        findingType: 'UnusedPermission',
        status: 'ACTIVE',
        findingDetails: finding.details.map((unusedPermissionDetails) => ({ unusedPermissionDetails })),
      };
    },
  };
}
