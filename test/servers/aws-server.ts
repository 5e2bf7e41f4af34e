import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One signed call as the server saw it. `service` and `region` come from the SigV4 scope, `action` from the protocol where it names one. */
export interface AwsRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: { readonly [name: string]: string };
  body: string;
  service: string;
  region: string;
  accessKey: string;
  /** Query protocol: `Action`; JSON protocol: the target's last part; REST: `METHOD /path`. */
  action: string;
}

/** `cutAt` ends the body after so many bytes and drops the connection: a truncated download. */
export interface AwsReply {
  status?: number;
  headers?: { [name: string]: string };
  body?: string | Uint8Array;
  cutAt?: number;
}

/** One service of the server: a file of its own that answers the calls signed for `service`. */
export interface AwsHandler {
  /** SigV4 signing name: `iam`, `cloudtrail`, `athena`, `s3`, `sts`, `access-analyzer`. */
  service: string;
  handle(request: AwsRequest): AwsReply | Promise<AwsReply>;
}

/** A fault answered instead of the next `times` calls whose action matches. */
interface AwsFault {
  service: string;
  action?: RegExp;
  times: number;
  reply: AwsReply;
}

export interface AwsServer {
  url: string;
  /** Environment that points the SDK and the aws CLI at this server, with static credentials. */
  env: { [name: string]: string };
  requests: AwsRequest[];
  inject(fault: AwsFault): void;
  close(): Promise<void>;
}

/**
 * AWS over a real socket on 127.0.0.1: dispatches by the service in the SigV4 scope, so one server answers every client whose
 * endpoint is set with `AWS_ENDPOINT_URL`. An unsigned or unknown call is answered with 403 or 501, never with success.
 */
export async function startAwsServer(handlers: readonly AwsHandler[]): Promise<AwsServer> {
  const byService = new Map(handlers.map((handler) => [handler.service, handler]));
  const requests: AwsRequest[] = [];
  const faults: AwsFault[] = [];

  const answer = async (incoming: IncomingMessage): Promise<AwsReply> => {
    const request = await readRequest(incoming);
    if (!request) return { status: 403, body: '<Error><Code>MissingAuthenticationToken</Code></Error>' };
    requests.push(request);
    const fault = faults.find(
      (one) => one.times > 0 && one.service === request.service && (!one.action || one.action.test(request.action)),
    );
    if (fault) {
      fault.times -= 1;
      return fault.reply;
    }
    const handler = byService.get(request.service);
    return handler ? handler.handle(request) : { status: 501, body: `no handler for ${request.service}` };
  };

  const server = createServer((incoming, response) => {
    answer(incoming).then(
      (reply) => send(response, reply),
      (error: unknown) =>
        send(response, { status: 500, body: error instanceof Error ? (error.stack ?? '') : String(error) }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'AKIATEST',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      // Files that are not there: botocore does not take an empty one.
      AWS_CONFIG_FILE: '/nonexistent/config',
      AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
    },
    requests,
    inject: (fault) => void faults.push({ ...fault }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readRequest(incoming: IncomingMessage): Promise<AwsRequest | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const scope = /Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(incoming.headers.authorization ?? '');
  if (!scope) return undefined;
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  const body = Buffer.concat(chunks).toString('utf8');
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  const target = headers['x-amz-target'];
  const form = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const action = target?.split('.').at(-1) ?? (form ? new URLSearchParams(body).get('Action') : null);
  const method = incoming.method ?? 'GET';
  return {
    method,
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers,
    body,
    accessKey: scope[1]!,
    region: scope[2]!,
    service: scope[3]!,
    action: action ?? `${method} ${url.pathname}`,
  };
}

function send(response: ServerResponse, reply: AwsReply): void {
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : Buffer.from(reply.body ?? []);
  response.writeHead(reply.status ?? 200, {
    'content-length': String(body.length),
    'x-amzn-requestid': '00000000-0000-0000-0000-000000000000',
    ...reply.headers,
  });
  if (reply.cutAt === undefined) response.end(body);
  else response.write(body.subarray(0, reply.cutAt), () => response.destroy());
}
