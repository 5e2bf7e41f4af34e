import type { AwsHandler, AwsReply, AwsRequest } from './aws-server.js';

/** JSON 1.1 (CloudTrail, Athena): one function per operation, input and output are plain objects. */
export function jsonService(
  service: string,
  operations: { [operation: string]: (input: never, request: AwsRequest) => unknown },
): AwsHandler {
  return {
    service,
    async handle(request) {
      const operation = operations[request.action];
      if (!operation) return jsonError(400, 'UnknownOperationException', request.action);
      try {
        const output = await operation(JSON.parse(request.body || '{}') as never, request);
        return { headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(output) };
      } catch (error) {
        if (error instanceof ServiceError) return jsonError(error.status, error.code, error.message);
        throw error;
      }
    },
  };
}

/** Query protocol (IAM, STS): form in, XML out. The function returns the inner XML of `<ActionResult>`. */
export function queryService(
  service: string,
  xmlns: string,
  operations: { [action: string]: (form: URLSearchParams, request: AwsRequest) => string | Promise<string> },
): AwsHandler {
  return {
    service,
    async handle(request) {
      const operation = operations[request.action];
      if (!operation) return queryError(400, 'InvalidAction', request.action);
      try {
        const result = await operation(new URLSearchParams(request.body), request);
        const name = request.action;
        return {
          headers: { 'content-type': 'text/xml' },
          body: `<${name}Response xmlns="${xmlns}"><${name}Result>${result}</${name}Result><ResponseMetadata><RequestId>0</RequestId></ResponseMetadata></${name}Response>`,
        };
      } catch (error) {
        if (error instanceof ServiceError) return queryError(error.status, error.code, error.message);
        throw error;
      }
    },
  };
}

/** REST-JSON (Access Analyzer): routes by `METHOD /path/{label}`. Add routes by spreading tables of several files into one. */
export type RestRoutes = {
  [route: string]: (
    input: { path: { [label: string]: string }; query: URLSearchParams; body: never },
    request: AwsRequest,
  ) => unknown;
};

export function restJsonService(service: string, routes: RestRoutes): AwsHandler {
  const table = Object.entries(routes).map(([route, run]) => {
    const [method, path] = route.split(' ') as [string, string];
    return { method, pattern: new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`), run };
  });
  return {
    service,
    async handle(request) {
      for (const { method, pattern, run } of table) {
        const match = method === request.method ? pattern.exec(request.path) : null;
        if (!match) continue;
        try {
          const body = (request.body ? JSON.parse(request.body) : {}) as never;
          const output = await run({ path: { ...match.groups }, query: request.query, body }, request);
          return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(output) };
        } catch (error) {
          if (error instanceof ServiceError) return restError(error);
          throw error;
        }
      }
      return restError(new ServiceError(404, 'UnknownOperationException', request.action));
    },
  };
}

/** A modelled error of a service; the protocol helpers put it into the wire form. `fields` and `headers` are for REST-JSON. */
export class ServiceError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string = code,
    readonly fields: object = {},
    readonly headers: { [name: string]: string } = {},
  ) {
    super(message);
  }
}

const jsonError = (status: number, code: string, message: string): AwsReply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify({ __type: code, message }),
});

const queryError = (status: number, code: string, message: string): AwsReply => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>0</RequestId></ErrorResponse>`,
});

const restError = (error: ServiceError): AwsReply => ({
  status: error.status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code, ...error.headers },
  body: JSON.stringify({ message: error.message, ...error.fields }),
});

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char]!);
