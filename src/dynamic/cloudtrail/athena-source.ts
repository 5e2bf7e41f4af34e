import type { AthenaPort } from '../../aws/athena.js';
import { QueryFailed } from '../../aws/query-failed.js';
import type { Catalog } from '../../catalog/types.js';
import { UserError } from '../../model/user-error.js';
import { EventCounter } from '../aggregate/event-counter.js';
import { type EvidenceSource, type EvidenceStep, emptyPart } from '../evidence-source.js';
import { tableName } from './athena-ddl.js';
import { aggregateSql, COLUMNS, MAX_QUERY_BYTES } from './athena-sql.js';
import { countRow } from './counted-rows.js';
import { resourceMembers } from './resource-members.js';

export interface AthenaOptions {
  catalog: () => Catalog;
  athenaOutput?: string;
  workgroup?: string;
}

/** A trail's bucket seen as an Athena table: the aggregate is counted where the logs are, and only its rows come here. One step. */
export function athenaSource(table: string, athena: AthenaPort, options: AthenaOptions): EvidenceSource {
  const name = tableName(table);
  return {
    kind: 'athena',
    location: name,
    async *read({ filter, signal, progress }): AsyncGenerator<EvidenceStep> {
      const catalog = options.catalog();
      const sql = aggregateSql({ name, partitioned: true }, filter, resourceMembers(catalog));
      if (Buffer.byteLength(sql) > MAX_QUERY_BYTES) {
        throw new UserError('the query is longer than Athena takes', { advice: 'ask for fewer roles at once' });
      }
      const counter = new EventCounter(catalog, filter);
      const accounts = new Set<string>();
      const regions = new Set<string>();
      let rows = 0;
      let first = '';
      let last = '';
      const query = {
        sql,
        database: name.slice(0, name.indexOf('.')),
        ...(options.athenaOutput && { output: options.athenaOutput }),
        ...(options.workgroup && { workgroup: options.workgroup }),
      };
      try {
        for await (const page of athena.rows(query, signal)) {
          for (const values of page) {
            const row = Object.fromEntries(COLUMNS.map((column, index) => [column, values[index]]));
            countRow(counter, row);
            if (row['account']) accounts.add(row['account']);
            if (row['awsregion']) regions.add(row['awsregion']);
            if (row['first'] && (first === '' || row['first'] < first)) first = row['first'];
            if (row['last'] && row['last'] > last) last = row['last'];
          }
          rows += page.length;
          progress({ done: rows, unit: 'rows', events: counter.read });
        }
      } catch (error) {
        throw error instanceof QueryFailed
          ? new UserError(`Athena: ${error.message}`, { advice: 'see the query in the Athena console' })
          : error;
      }
      const { rows: roles, unmapped, read, used, skipped } = counter.take();
      const part = {
        ...emptyPart(),
        roles,
        events: { read, used, skipped },
        unmapped,
        accounts: [...accounts].sort(),
        regions: [...regions].sort(),
        ...(first !== '' && { first, last }),
      };
      yield { key: 'query', part };
    },
  };
}
