// The same aggregate by DuckDB, as a process of its own: node dynamic-duckdb.mjs <folder>
import { DuckDBInstance } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
const result = await connection.runAndReadAll(`
WITH r AS (SELECT unnest(Records) e FROM read_json('${process.argv[2]}/**/*.json.gz', maximum_object_size=67108864, columns={Records:
  'STRUCT(userIdentity STRUCT(sessionContext STRUCT(sessionIssuer STRUCT(arn VARCHAR))), eventTime VARCHAR, eventSource VARCHAR, eventName VARCHAR, errorCode VARCHAR, resources STRUCT(ARN VARCHAR)[])[]'})),
 u AS (SELECT e.userIdentity.sessionContext.sessionIssuer.arn AS role, e.eventSource src, e.eventName nm, e.errorCode err, e.eventTime t,
   unnest(CASE WHEN e.resources IS NULL OR len(e.resources)=0 THEN [''] ELSE list_transform(e.resources, lambda x: x.ARN) END) arn
   FROM r WHERE e.userIdentity.sessionContext.sessionIssuer.arn IS NOT NULL)
SELECT role, src, nm, regexp_replace(arn,'^(arn:aws:s3:::[^/]+)/.*$','\\1/*') a, coalesce(err,'') er, count(*) c, min(t) f, max(t) l FROM u WHERE arn IS NOT NULL GROUP BY ALL`);
console.log(result.currentRowCount);
