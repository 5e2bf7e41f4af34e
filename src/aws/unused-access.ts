import { AccessAnalyzerClient, GetFindingV2Command, ListFindingsV2Command } from '@aws-sdk/client-accessanalyzer';
import { callAws } from './aws-error.js';
import { type AwsSession, clientConfig } from './session.js';

/** An unused-access finding of one role. `actions` is null when nothing of the service was used. */
export interface UnusedAccess {
  role: string;
  services: {
    service: string;
    lastAccessed: string | null;
    actions: { action: string; lastAccessed: string | null }[] | null;
  }[];
}

/** What the tool asks of an unused-access analyzer. */
export interface UnusedAccessPort {
  /** Active findings about permissions of roles, one after another. */
  findings(analyzerArn: string): AsyncGenerator<UnusedAccess>;
}

export function openUnusedAccess(session: AwsSession): UnusedAccessPort {
  const client = new AccessAnalyzerClient(clientConfig(session));
  return {
    async *findings(analyzerArn) {
      let nextToken: string | undefined;
      do {
        const page = await callAws('access-analyzer:ListFindings', () =>
          client.send(
            new ListFindingsV2Command({
              analyzerArn,
              nextToken,
              filter: {
                findingType: { eq: ['UnusedPermission'] },
                status: { eq: ['ACTIVE'] },
                resourceType: { eq: ['AWS::IAM::Role'] },
              },
            }),
          ),
        );
        for (const { id, resource } of page.findings ?? []) {
          yield { role: resource ?? '', services: await servicesOf(client, analyzerArn, id) };
        }
        ({ nextToken } = page);
      } while (nextToken !== undefined);
    },
  };
}

async function servicesOf(
  client: AccessAnalyzerClient,
  analyzerArn: string,
  id: string | undefined,
): Promise<UnusedAccess['services']> {
  const services: UnusedAccess['services'] = [];
  let nextToken: string | undefined;
  do {
    const page = await callAws('access-analyzer:GetFinding', () =>
      client.send(new GetFindingV2Command({ analyzerArn, id, nextToken })),
    );
    for (const { unusedPermissionDetails: unused } of page.findingDetails ?? []) {
      if (!unused) continue;
      services.push({
        service: unused.serviceNamespace ?? '',
        lastAccessed: seconds(unused.lastAccessed),
        actions:
          unused.actions?.map(({ action, lastAccessed }) => ({
            action: action ?? '',
            lastAccessed: seconds(lastAccessed),
          })) ?? null,
      });
    }
    ({ nextToken } = page);
  } while (nextToken !== undefined);
  return services;
}

const seconds = (date: Date | undefined): string | null => (date ? `${date.toISOString().slice(0, 19)}Z` : null);
