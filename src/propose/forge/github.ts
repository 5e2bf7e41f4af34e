import { ForgeError } from './error.js';
import { type Http, openHttp } from './http.js';
import type { CommentPort, Forge, OpenPull, PullPort } from './types.js';

export interface GitHubOptions {
  /** `https://api.github.com`, or `https://<host>/api/v3`. */
  apiUrl: string;
  graphqlUrl: string;
  token: string;
  /** `owner/name`. */
  repository: string;
  sleep?(seconds: number): Promise<void>;
}

/** Longest body of an issue, a comment and a pull request; the API answers 422 "body is too long (maximum is 65536 characters)". */
const LIMIT = 65_536;

/** GitHub and GitHub Enterprise Server. https://docs.github.com/en/rest */
export function openGitHub({ apiUrl, graphqlUrl, token, repository, sleep }: GitHubOptions): Forge {
  const headers = {
    authorization: `Bearer ${token}`,
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    'user-agent': 'iam-tighten',
  };
  const shared = { name: 'GitHub', headers, ...(sleep && { sleep }) };
  const http = openHttp({ ...shared, baseUrl: apiUrl });
  const graphql = openHttp({ ...shared, baseUrl: graphqlUrl });
  const base = `/repos/${repository.split('/').map(encodeURIComponent).join('/')}`;
  return {
    name: 'GitHub',
    comments: (pull) => commentsOf(http, graphql, base, pull),
    pulls: pullsOf(http, base, repository),
  };
}

/** A pull request is an issue. https://docs.github.com/en/rest/issues/comments */
function commentsOf(http: Http, graphql: Http, base: string, pull: number): CommentPort {
  const nodes = new Map<string, string>();
  return {
    limit: LIMIT,
    async list() {
      const all = (await http.list(`${base}/issues/${pull}/comments?per_page=100`)) as {
        id: number;
        node_id?: string;
        body?: string | null;
      }[];
      for (const { id, node_id } of all) if (node_id !== undefined) nodes.set(String(id), node_id);
      return all.map(({ id, body }) => ({ id: String(id), body: body ?? '' }));
    },
    async create(body) {
      await http.call('POST', `${base}/issues/${pull}/comments`, { body });
    },
    async update(id, body) {
      await http.call('PATCH', `${base}/issues/comments/${id}`, { body });
    },
    async hide({ id }, body) {
      await http.call('PATCH', `${base}/issues/comments/${id}`, { body });
      // https://docs.github.com/en/graphql/reference/mutations#minimizecomment
      const query =
        'mutation($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: OUTDATED}) { clientMutationId } }';
      const answer = await graphql.call('POST', '', { query, variables: { id: nodes.get(id) } });
      const { errors } = (answer.body ?? {}) as { errors?: { message?: string }[] };
      if (errors?.length) throw new ForgeError(`GitHub did not hide a comment: ${errors[0]?.message ?? ''}`, 403);
    },
    async remove(id) {
      await http.call('DELETE', `${base}/issues/comments/${id}`);
    },
  };
}

interface GitHubPull {
  number: number;
  html_url: string;
  title: string;
  body: string | null;
}

const asPull = ({ number, html_url, title, body }: GitHubPull): OpenPull => ({
  number,
  url: html_url,
  title,
  body: body ?? '',
});

/** https://docs.github.com/en/rest/pulls/pulls */
function pullsOf(http: Http, base: string, repository: string): PullPort {
  const owner = repository.split('/')[0]!;
  return {
    limit: LIMIT,
    async find(branch, into) {
      const query = new URLSearchParams({ state: 'open', head: `${owner}:${branch}`, base: into });
      const [first] = (await http.list(`${base}/pulls?${query}`)) as GitHubPull[];
      return first && asPull(first);
    },
    async open(branch, into, text) {
      const { body } = await http.call('POST', `${base}/pulls`, { head: branch, base: into, ...text });
      return asPull(body as GitHubPull);
    },
    async update(number, text) {
      await http.call('PATCH', `${base}/pulls/${number}`, text);
    },
    async label(number, label) {
      await http.call('POST', `${base}/issues/${number}/labels`, { labels: [label] });
    },
  };
}
