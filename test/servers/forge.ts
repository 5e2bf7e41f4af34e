import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gitHubRoutes } from './forge-github.js';
import { gitLabRoutes } from './forge-gitlab.js';

export interface ForgeRequest {
  method: string;
  /** Path as sent, still encoded, without the query. */
  path: string;
  query: URLSearchParams;
  headers: { readonly [name: string]: string };
  body: { readonly [key: string]: unknown };
}

export interface ForgeReply {
  status: number;
  body?: unknown;
  headers?: { [name: string]: string };
}

/** A comment or note as the forge keeps it. */
export interface StoredComment {
  id: number;
  pull: number;
  body: string;
  author: string;
  minimized?: boolean;
}

export interface StoredPull {
  number: number;
  head: string;
  base: string;
  title: string;
  body: string;
  state: 'open' | 'closed';
  labels: string[];
}

/** One repository (`acme/shop`; project 42 of GitLab) with its pull requests. */
export interface ForgeState {
  comments: StoredComment[];
  pulls: StoredPull[];
  nextId: number;
  /** Token → what it may do. An unknown token is refused with 401. */
  tokens: { readonly [token: string]: readonly ('read' | 'comment' | 'pull')[] };
}

export interface Route {
  method: string;
  path: RegExp;
  right: 'read' | 'comment' | 'pull';
  answer(request: ForgeRequest, match: RegExpExecArray, state: ForgeState, url: string): ForgeReply;
}

interface Fault {
  method?: string;
  path?: RegExp;
  times: number;
  reply: ForgeReply;
  /** Also does what was asked, so that the answer alone is lost. */
  after?(state: ForgeState): void;
}

export interface ForgeServer {
  url: string;
  state: ForgeState;
  requests: ForgeRequest[];
  inject(fault: Fault): void;
  close(): Promise<void>;
}

/** GitHub (below `/`, GraphQL at `/graphql`) and GitLab (below `/api/v4`) over a real socket, with their status codes, pages and rights. */
export async function startForge(): Promise<ForgeServer> {
  const state: ForgeState = {
    comments: [],
    pulls: [],
    nextId: 100,
    tokens: { writer: ['read', 'comment', 'pull'], commenter: ['read', 'comment'], reader: ['read'] },
  };
  const requests: ForgeRequest[] = [];
  const faults: Fault[] = [];
  let url = '';
  const server = createServer((incoming, response) => {
    answer(incoming).then(
      (reply) => send(response, reply),
      (error: unknown) => send(response, { status: 500, body: { message: String(error) } }),
    );
  });

  async function answer(incoming: IncomingMessage): Promise<ForgeReply> {
    const request = await readRequest(incoming);
    requests.push(request);
    const fault = faults.find(
      (one) =>
        one.times > 0 && (!one.method || one.method === request.method) && (!one.path || one.path.test(request.path)),
    );
    if (fault) {
      fault.times -= 1;
      fault.after?.(state);
      return fault.reply;
    }
    const isGitLab = request.path.startsWith('/api/v4/');
    const token = isGitLab
      ? request.headers['private-token']
      : request.headers['authorization']?.replace('Bearer ', '');
    const rights = state.tokens[token ?? ''];
    if (!rights) return { status: 401, body: { message: isGitLab ? '401 Unauthorized' : 'Bad credentials' } };
    for (const route of isGitLab ? gitLabRoutes : gitHubRoutes) {
      const match = route.path.exec(request.path);
      if (!match || route.method !== request.method) continue;
      if (!rights.includes(route.right))
        return {
          status: 403,
          body: { message: isGitLab ? '403 Forbidden' : 'Resource not accessible by integration' },
        };
      return route.answer(request, match, state, url);
    }
    return { status: 404, body: { message: isGitLab ? '404 Not Found' : 'Not Found' } };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    state,
    requests,
    inject: (fault) => void faults.push({ ...fault }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readRequest(incoming: IncomingMessage): Promise<ForgeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  const text = Buffer.concat(chunks).toString('utf8');
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body: text === '' ? {} : JSON.parse(text),
  };
}

function send(response: ServerResponse, { status, body, headers }: ForgeReply): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}

/** One page of a list, with the `Link` header both forges send. */
export function paged(all: readonly unknown[], request: ForgeRequest, url: string): ForgeReply {
  const size = Math.min(100, Number(request.query.get('per_page') ?? 30));
  const page = Number(request.query.get('page') ?? 1);
  const query = new URLSearchParams(request.query);
  query.set('page', String(page + 1));
  const more = page * size < all.length;
  return {
    status: 200,
    body: all.slice((page - 1) * size, page * size),
    ...(more && { headers: { link: `<${url}${request.path}?${query}>; rel="next"` } }),
  };
}
