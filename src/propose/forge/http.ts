import { ForgeError } from './error.js';
import { LONGEST_WAIT, waitFor } from './rate-limit.js';

const TRIES = 4;
const TIMEOUT = 30_000;
const MAX_PAGES = 100;
const MAX_REDIRECTS = 3;
/** Bytes of one answer: a hundred comments of the greatest length, and room. */
const MAX_ANSWER = 32 * 1024 * 1024;

export interface HttpOptions {
  /** For messages: `GitHub`. */
  name: string;
  /** Without a slash at its end: `https://api.github.com`. */
  baseUrl: string;
  headers: { readonly [name: string]: string };
  /** Waits some seconds; tests pass their own. */
  sleep?(seconds: number): Promise<void>;
}

export interface Answer {
  body: unknown;
  headers: Headers;
}

/** A forge's REST API: JSON in and out. Every call throws ForgeError for an answer that is no success. */
export interface Http {
  call(method: string, path: string, body?: object): Promise<Answer>;
  /** All pages of a list, by the `Link` header both forges send. */
  list(path: string): Promise<unknown[]>;
}

/**
 * Plain `fetch`: the newest @octokit/request 10 depends on content-type 3, which needs Node 22, and this tool runs on 20.19; what is left
 * to write is retrying, and that serves both forges. A request is sent again after a rate limit, and, unless it makes something new
 * (`POST`), after a passing fault. The token goes to no other origin, neither by a redirect nor by a link to the next page.
 */
export function openHttp({ name, baseUrl, headers, sleep = pause }: HttpOptions): Http {
  const { origin } = new URL(baseUrl);
  const inOrigin = (address: string, from: string): URL => {
    const url = new URL(address, from);
    if (url.origin !== origin) throw new ForgeError(`${name} points to another server, ${url.origin}`, 0);
    return url;
  };

  async function once(method: string, given: URL, body: object | undefined): Promise<Response> {
    let url = given;
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const response = await fetch(url, {
        method,
        headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT),
      });
      const next = response.status >= 301 && response.status <= 308 ? response.headers.get('location') : null;
      if (next === null) return response;
      url = inOrigin(next, url.href);
    }
    throw new ForgeError(`${name} redirects ${method} ${given.pathname} again and again`, 0);
  }

  async function send(method: string, url: URL, body: object | undefined): Promise<Answer> {
    const what = `${method} ${url.pathname}`;
    for (let attempt = 1; ; attempt += 1) {
      let response: Response;
      let text: string;
      try {
        response = await once(method, url, body);
        text = await textOf(response);
      } catch (error) {
        if (error instanceof ForgeError) throw error;
        if (method !== 'POST' && attempt < TRIES) {
          await sleep(2 ** (attempt - 1));
          continue;
        }
        throw new ForgeError(`${name} cannot be reached: ${reasonOf(error)}`, 0);
      }
      if (response.ok) return { body: parse(text, name, what), headers: response.headers };
      const wait = waitFor(response.status, response.headers, text, Date.now() / 1000);
      if (wait !== undefined && wait > LONGEST_WAIT)
        throw new ForgeError(
          `the rate limit of ${name} is used up for ${Math.ceil(wait / 60)} minutes`,
          response.status,
        );
      const passing = response.status >= 500 && method !== 'POST';
      if (attempt >= TRIES || (wait === undefined && !passing))
        throw new ForgeError(`${name} answered ${response.status} to ${what}${messageIn(text)}`, response.status);
      await sleep(wait ?? 2 ** (attempt - 1));
    }
  }

  return {
    call: (method, path, body) => send(method, new URL(`${baseUrl}${path}`), body),
    async list(path) {
      const out: unknown[] = [];
      let url: URL | undefined = new URL(`${baseUrl}${path}`);
      for (let page = 0; url && page < MAX_PAGES; page += 1) {
        const answer: Answer = await send('GET', url, undefined);
        if (!Array.isArray(answer.body)) throw new ForgeError(`${name} answered GET ${url.pathname} with no list`, 0);
        out.push(...(answer.body as unknown[]));
        const next = /<([^>]+)>;\s*rel="?next"?/.exec(answer.headers.get('link') ?? '')?.[1];
        url = next === undefined ? undefined : inOrigin(next, url.href);
      }
      return out;
    },
  };
}

async function textOf(response: Response): Promise<string> {
  if (Number(response.headers.get('content-length') ?? 0) > MAX_ANSWER) throw new Error('the answer is too long');
  return response.text();
}

function parse(text: string, name: string, what: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ForgeError(`${name} answered ${what} with something that is not JSON`, 0);
  }
}

/** The sentence a forge gives with a refusal. GitHub: `message`, `errors`; GitLab: `message` or `error`, text or lists. */
function messageIn(text: string): string {
  try {
    const { message, error, errors } = JSON.parse(text) as { message?: unknown; error?: unknown; errors?: unknown };
    const parts = [message ?? error, errors].filter((part) => part !== undefined);
    const words = parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ');
    return words === '' ? '' : `: ${words.slice(0, 300)}`;
  } catch {
    // Not JSON, a page of a proxy mostly: the status says enough.
    return '';
  }
}

/** `fetch` hides the reason (ECONNREFUSED) in the cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message ?? String(error);
}

const pause = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
