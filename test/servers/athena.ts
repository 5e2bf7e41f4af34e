import type { AwsHandler } from './aws-server.js';
import { jsonService, ServiceError } from './protocols.js';

/** Runs a query's text and answers with the columns and rows, or throws with the reason why it fails. */
export type SqlEngine = (sql: string) => Promise<{ columns: string[]; rows: (string | null)[][] }>;

type Execution = { columns: string[]; rows: (string | null)[][]; failure?: string; polls: number };

/** Athena over JSON 1.1 with job states and paging; the names of the columns are the first row of the first page only, NULL is an empty datum. */
export function athenaHandler(engine: SqlEngine, { polls = 2, pageSize = 1000 } = {}): AwsHandler {
  const executions = new Map<string, Execution>();
  const find = (id: string): Execution => {
    const execution = executions.get(id);
    if (!execution) throw new ServiceError(400, 'InvalidRequestException', `QueryExecution ${id} was not found`);
    return execution;
  };
  return jsonService('athena', {
    StartQueryExecution: async (input: {
      QueryString: string;
      ResultConfiguration?: { OutputLocation?: string };
      WorkGroup?: string;
    }) => {
      if (input.QueryString.length > 262_144)
        throw new ServiceError(400, 'InvalidRequestException', 'Query string too long');
      if (!input.ResultConfiguration?.OutputLocation && !input.WorkGroup) {
        throw new ServiceError(400, 'InvalidRequestException', 'No output location provided.');
      }
      const QueryExecutionId = `00000000-0000-0000-0000-${String(executions.size).padStart(12, '0')}`;
      const result = await engine(input.QueryString).catch((error: Error) => ({
        columns: [],
        rows: [],
        failure: error.message,
      }));
      executions.set(QueryExecutionId, { ...result, polls });
      return { QueryExecutionId };
    },
    GetQueryExecution: ({ QueryExecutionId }: { QueryExecutionId: string }) => {
      const execution = find(QueryExecutionId);
      execution.polls -= 1;
      const ended = execution.failure === undefined ? 'SUCCEEDED' : 'FAILED';
      const State = execution.polls >= 1 ? 'QUEUED' : execution.polls === 0 ? 'RUNNING' : ended;
      return {
        QueryExecution: {
          QueryExecutionId,
          Status: { State, ...(State === 'FAILED' && { StateChangeReason: execution.failure }) },
        },
      };
    },
    GetQueryResults: ({
      QueryExecutionId,
      NextToken,
      MaxResults = 1000,
    }: {
      QueryExecutionId: string;
      NextToken?: string;
      MaxResults?: number;
    }) => {
      const { columns, rows } = find(QueryExecutionId);
      const all = [columns, ...rows];
      const start = Number(NextToken ?? 0);
      const end = start + Math.min(MaxResults, pageSize);
      return {
        ResultSet: {
          Rows: all
            .slice(start, end)
            .map((row) => ({ Data: row.map((value) => (value === null ? {} : { VarCharValue: value })) })),
        },
        ...(end < all.length && { NextToken: String(end) }),
      };
    },
    StopQueryExecution: () => ({}),
  });
}
