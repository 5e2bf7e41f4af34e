import {
  CloudTrailClient,
  DescribeQueryCommand,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetQueryResultsCommand,
  GetTrailStatusCommand,
  ListPublicKeysCommand,
  LookupEventsCommand,
  StartQueryCommand,
} from '@aws-sdk/client-cloudtrail';
import { callAws } from './aws-error.js';
import { Pacer, pause } from './pacer.js';
import { QueryFailed } from './query-failed.js';
import { type AwsSession, clientConfig } from './session.js';

/** A trail as far as it says what the logs could have shown. */
export interface TrailRecord {
  arn: string;
  name: string;
  homeRegion: string;
  bucket: string;
  prefix: string;
  organization: boolean;
  multiRegion: boolean;
  globalEvents: boolean;
  validated: boolean;
  logging: boolean;
  /** As GetEventSelectors answers: basic or advanced selectors. */
  selectors: unknown;
}

/** What the tool asks of CloudTrail, in the session's region. */
export interface CloudTrailPort {
  /** Management events of the last 90 days, newest first, one page of at most 50 per item; each event as the text of its record. */
  lookupEvents(from: Date, to: Date, signal: AbortSignal): AsyncGenerator<string[]>;
  trails(): Promise<TrailRecord[]>;
  /** Keys that signed digests between two times, in the session's region: fingerprint → PKCS#1, DER. */
  publicKeys(from: Date, to: Date): Promise<Map<string, Buffer>>;
  /** Runs SQL on an event data store and yields the rows of each page. */
  query(sql: string, signal: AbortSignal): AsyncGenerator<{ [column: string]: string }[]>;
}

/** LookupEvents: two requests a second per account and region. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
const LOOKUP_INTERVAL = 500;
const POLL_INTERVAL = 1000;

export function openCloudTrail(
  session: AwsSession,
  interval: number = LOOKUP_INTERVAL,
  poll: number = POLL_INTERVAL,
): CloudTrailPort {
  const client = new CloudTrailClient(clientConfig(session));
  const pacer = new Pacer(interval);
  return {
    async *lookupEvents(StartTime, EndTime, signal) {
      let NextToken: string | undefined;
      do {
        await pacer.turn(signal);
        const page = await callAws('cloudtrail:LookupEvents', () =>
          client.send(new LookupEventsCommand({ StartTime, EndTime, MaxResults: 50, NextToken })),
        );
        yield (page.Events ?? []).flatMap(({ CloudTrailEvent }) =>
          CloudTrailEvent === undefined ? [] : [CloudTrailEvent],
        );
        ({ NextToken } = page);
      } while (NextToken !== undefined);
    },
    async trails() {
      const list = await callAws('cloudtrail:DescribeTrails', () => client.send(new DescribeTrailsCommand({})));
      const trails: TrailRecord[] = [];
      for (const trail of list.trailList ?? []) {
        const TrailName = trail.TrailARN;
        const chosen = await callAws('cloudtrail:GetEventSelectors', () =>
          client.send(new GetEventSelectorsCommand({ TrailName })),
        );
        const status = await callAws('cloudtrail:GetTrailStatus', () =>
          client.send(new GetTrailStatusCommand({ Name: TrailName })),
        );
        trails.push({
          arn: TrailName ?? '',
          name: trail.Name ?? '',
          homeRegion: trail.HomeRegion ?? '',
          bucket: trail.S3BucketName ?? '',
          prefix: trail.S3KeyPrefix ?? '',
          organization: trail.IsOrganizationTrail ?? false,
          multiRegion: trail.IsMultiRegionTrail ?? false,
          globalEvents: trail.IncludeGlobalServiceEvents ?? false,
          validated: trail.LogFileValidationEnabled ?? false,
          logging: status.IsLogging ?? false,
          selectors: chosen.AdvancedEventSelectors ?? chosen.EventSelectors ?? [],
        });
      }
      return trails.sort((a, b) => (a.arn < b.arn ? -1 : 1));
    },
    async publicKeys(StartTime, EndTime) {
      const keys = new Map<string, Buffer>();
      let NextToken: string | undefined;
      do {
        const page = await callAws('cloudtrail:ListPublicKeys', () =>
          client.send(new ListPublicKeysCommand({ StartTime, EndTime, NextToken })),
        );
        for (const { Fingerprint, Value } of page.PublicKeyList ?? []) {
          if (Fingerprint !== undefined && Value !== undefined) keys.set(Fingerprint, Buffer.from(Value));
        }
        ({ NextToken } = page);
      } while (NextToken !== undefined);
      return keys;
    },
    async *query(QueryStatement, signal) {
      const start = await callAws('cloudtrail:StartQuery', () =>
        client.send(new StartQueryCommand({ QueryStatement })),
      );
      const QueryId = start.QueryId;
      for (;;) {
        const { QueryStatus, ErrorMessage } = await callAws('cloudtrail:DescribeQuery', () =>
          client.send(new DescribeQueryCommand({ QueryId })),
        );
        if (QueryStatus === 'FINISHED') break;
        if (QueryStatus !== 'QUEUED' && QueryStatus !== 'RUNNING')
          throw new QueryFailed(QueryStatus ?? 'UNKNOWN', ErrorMessage ?? '');
        await pause(poll, signal);
      }
      let NextToken: string | undefined;
      do {
        const page = await callAws('cloudtrail:GetQueryResults', () =>
          client.send(new GetQueryResultsCommand({ QueryId, NextToken, MaxQueryResults: 1000 })),
        );
        yield (page.QueryResultRows ?? []).map((row) => Object.assign({}, ...row) as { [column: string]: string });
        ({ NextToken } = page);
      } while (NextToken !== undefined);
    },
  };
}
