import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { callAws } from './aws-error.js';
import { pause } from './pacer.js';
import { QueryFailed } from './query-failed.js';
import { type AwsSession, clientConfig } from './session.js';

interface AthenaQuery {
  sql: string;
  database: string;
  /** `s3://bucket/prefix`, unless the workgroup has one. */
  output?: string;
  workgroup?: string;
}

/** What the tool asks of Athena. */
export interface AthenaPort {
  /** Runs a query and yields its rows page by page, `null` for NULL, in the order of the columns. Throws QueryFailed. */
  rows(query: AthenaQuery, signal: AbortSignal): AsyncGenerator<(string | null)[][]>;
}

const POLL_INTERVAL = 1000;

export function openAthena(session: AwsSession, poll: number = POLL_INTERVAL): AthenaPort {
  const client = new AthenaClient(clientConfig(session));
  return {
    async *rows(query, signal) {
      const { QueryExecutionId } = await callAws('athena:StartQueryExecution', () =>
        client.send(
          new StartQueryExecutionCommand({
            QueryString: query.sql,
            QueryExecutionContext: { Database: query.database },
            ...(query.output && { ResultConfiguration: { OutputLocation: query.output } }),
            ...(query.workgroup && { WorkGroup: query.workgroup }),
          }),
        ),
      );
      await finished(client, QueryExecutionId!, poll, signal);
      let NextToken: string | undefined;
      let header = true;
      do {
        const page = await callAws('athena:GetQueryResults', () =>
          client.send(new GetQueryResultsCommand({ QueryExecutionId, NextToken, MaxResults: 1000 })),
        );
        const rows = (page.ResultSet?.Rows ?? []).map(({ Data }) =>
          (Data ?? []).map(({ VarCharValue }) => VarCharValue ?? null),
        );
        // The names of the columns are the first row of the first page, and of no other.
        yield header ? rows.slice(1) : rows;
        header = false;
        ({ NextToken } = page);
      } while (NextToken !== undefined);
    },
  };
}

/** Waits until the query has succeeded. A run that is stopped stops its query too: it would cost money to the end. */
async function finished(
  client: AthenaClient,
  QueryExecutionId: string,
  poll: number,
  signal: AbortSignal,
): Promise<void> {
  try {
    for (;;) {
      const { QueryExecution } = await callAws('athena:GetQueryExecution', () =>
        client.send(new GetQueryExecutionCommand({ QueryExecutionId })),
      );
      const { State, StateChangeReason } = QueryExecution?.Status ?? {};
      if (State === 'SUCCEEDED') return;
      if (State !== 'QUEUED' && State !== 'RUNNING') throw new QueryFailed(State ?? 'UNKNOWN', StateChangeReason ?? '');
      await pause(poll, signal);
    }
  } catch (error) {
    if (signal.aborted) {
      await callAws('athena:StopQueryExecution', () =>
        client.send(new StopQueryExecutionCommand({ QueryExecutionId })),
      );
    }
    throw error;
  }
}
