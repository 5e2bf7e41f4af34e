import type { Argument } from './argument.js';
import type { SourceLocation } from './location.js';

/** What code calls and CloudTrail logs. Not an IAM action: `ListObjectsV2` is authorised as `s3:ListBucket`. */
export interface ApiOperation {
  /** The suffix of the v3 package `@aws-sdk/client-<client>`: `s3`, `dynamodb`, `cloudwatch-logs`. */
  client: string;
  /** API name in the service model's spelling: `GetObject`. */
  operation: string;
}

/** One call site that the handler reaches. */
export interface SdkCall extends ApiOperation {
  /** Where the request is made: the `new XCommand(...)`, the method call, the paginator or the waiter. */
  location: SourceLocation;
  /** Where it is sent, when that is another place of the same function: `const c = new XCommand(…); await client.send(c)`. */
  sentAt?: SourceLocation;
  /** The request's input, one per way of reaching the site that differs. */
  input: Argument;
  /** How it was written: `v3 command`, `v3 aggregated`, `document client`, `v2`, `paginator`, `waiter`, `presigned url`, `library` … */
  form: string;
  /** `sent` when it met a client; `constructed` when it was only built in reached code (charged all the same). */
  charged: 'sent' | 'constructed';
  /** Set when a library makes the call for the code: `@aws-lambda-powertools/parameters`. */
  via?: string;
  /** Region given to the client, when it is known. */
  region?: Argument;
  /** Set when the client has credentials of its own (assumed role, keys): the call is not made as the execution role. */
  otherCredentials?: { reason: string; roleArn?: Argument; at: SourceLocation };
  /** Names of the functions from the handler to the site, outermost first; for `explain`. */
  path: string[];
  /** True when the call stands in a catch or finally block: rare in logs, needed all the same. */
  inErrorPath?: boolean;
  /** Endpoint given to the client, when it is known (execute-api management, local endpoints). */
  endpoint?: Argument;
}
