import type { AwsHandler } from './aws-server.js';
import { jsonService, ServiceError } from './protocols.js';

export interface ServedTrail {
  arn: string;
  name: string;
  selectors: { EventSelectors?: unknown[]; AdvancedEventSelectors?: unknown[] };
  validated?: boolean;
}

interface Lookup {
  StartTime?: number;
  EndTime?: number;
  MaxResults?: number;
  NextToken?: string;
  LookupAttributes?: unknown[];
}

/**
 * CloudTrail over JSON 1.1: LookupEvents with a rate limit, the one-attribute rule and tokens bound to their parameters; trails; Lake queries with
 * job states. `lake` answers a query with rows.
 */
export function cloudtrailHandler(options: {
  records?: readonly { eventTime: string; awsRegion: string }[];
  trails?: readonly ServedTrail[];
  lake?: (sql: string) => { [column: string]: string }[] | Promise<{ [column: string]: string }[]>;
  /** Keys that signed digests: PKCS#1, DER, in base64. */
  publicKeys?: readonly { Fingerprint: string; Value: string }[];
  /** Requests a second and region; the real limit is 2. */
  rate?: number;
}): AwsHandler {
  const { records = [], trails = [], lake, publicKeys = [], rate = 2 } = options;
  const buckets = new Map<string, { tokens: number; at: number }>();
  const queries = new Map<string, { rows: { [column: string]: string }[]; polls: number }>();

  const spend = (region: string): void => {
    const now = Date.now();
    const bucket = buckets.get(region) ?? { tokens: rate, at: now };
    bucket.tokens = Math.min(rate, bucket.tokens + ((now - bucket.at) / 1000) * rate) - 1;
    bucket.at = now;
    buckets.set(region, bucket);
    if (bucket.tokens < 0) {
      bucket.tokens = 0;
      throw new ServiceError(400, 'ThrottlingException', 'Rate exceeded');
    }
  };

  return jsonService('cloudtrail', {
    LookupEvents: (input: Lookup, { region }) => {
      spend(region);
      if ((input.LookupAttributes?.length ?? 0) > 1) throw new ServiceError(400, 'InvalidLookupAttributesException');
      if ((input.MaxResults ?? 50) > 50) throw new ServiceError(400, 'InvalidMaxResultsException');
      if (input.StartTime && input.EndTime && input.StartTime > input.EndTime)
        throw new ServiceError(400, 'InvalidTimeRangeException');
      const question = JSON.stringify([input.StartTime, input.EndTime, region]);
      const [asked, start] = input.NextToken ? (JSON.parse(atob(input.NextToken)) as [string, number]) : [question, 0];
      if (asked !== question) throw new ServiceError(400, 'InvalidNextTokenException');
      const matching = records
        .filter(({ eventTime, awsRegion }) => {
          const time = Date.parse(eventTime) / 1000;
          return (
            awsRegion === region &&
            time >= (input.StartTime ?? 0) &&
            time <= (input.EndTime ?? Number.POSITIVE_INFINITY)
          );
        })
        .sort((a, b) => (a.eventTime < b.eventTime ? 1 : -1));
      const end = start + (input.MaxResults ?? 50);
      return {
        Events: matching.slice(start, end).map((record) => ({ CloudTrailEvent: JSON.stringify(record) })),
        ...(end < matching.length && { NextToken: btoa(JSON.stringify([question, end])) }),
      };
    },
    DescribeTrails: () => ({
      trailList: trails.map(({ arn, name, validated = true }) => ({
        TrailARN: arn,
        Name: name,
        HomeRegion: arn.split(':')[3],
        S3BucketName: 'trail',
        IsOrganizationTrail: false,
        IsMultiRegionTrail: true,
        IncludeGlobalServiceEvents: true,
        LogFileValidationEnabled: validated,
      })),
    }),
    GetEventSelectors: ({ TrailName }: { TrailName: string }) => ({
      TrailARN: TrailName,
      ...trails.find(({ arn }) => arn === TrailName)!.selectors,
    }),
    ListPublicKeys: () => ({ PublicKeyList: publicKeys }),
    GetTrailStatus: () => ({ IsLogging: true }),
    StartQuery: async ({ QueryStatement }: { QueryStatement: string }) => {
      if (QueryStatement.length > 10_000) throw new ServiceError(400, 'InvalidQueryStatementException');
      const QueryId = `00000000-0000-0000-0000-${String(queries.size).padStart(12, '0')}`;
      queries.set(QueryId, { rows: (await lake?.(QueryStatement)) ?? [], polls: 2 });
      return { QueryId };
    },
    DescribeQuery: ({ QueryId }: { QueryId: string }) => {
      const query = queries.get(QueryId);
      if (!query) throw new ServiceError(400, 'QueryIdNotFoundException');
      query.polls -= 1;
      return { QueryId, QueryStatus: query.polls === 1 ? 'QUEUED' : query.polls === 0 ? 'RUNNING' : 'FINISHED' };
    },
    GetQueryResults: ({
      QueryId,
      NextToken,
      MaxQueryResults = 1000,
    }: {
      QueryId: string;
      NextToken?: string;
      MaxQueryResults?: number;
    }) => {
      const { rows } = queries.get(QueryId)!;
      const start = Number(NextToken ?? 0);
      const end = start + Math.min(MaxQueryResults, 1000, 2);
      return {
        QueryStatus: 'FINISHED',
        QueryResultRows: rows
          .slice(start, end)
          .map((row) => Object.entries(row).map(([name, value]) => ({ [name]: value }))),
        ...(end < rows.length && { NextToken: String(end) }),
      };
    },
  });
}
