import { type Http, openHttp } from './http.js';
import type { CommentPort, Forge, OpenPull, PullPort } from './types.js';

export interface GitLabOptions {
  /** `https://gitlab.com/api/v4`. */
  apiUrl: string;
  token: string;
  /** Numeric id, or the full path `group/name`. */
  project: string;
  sleep?(seconds: number): Promise<void>;
}

/** Longest note and description. https://docs.gitlab.com/administration/instance_limits/#size-of-comments-and-descriptions-of-issues-merge-requests-and-epics */
const LIMIT = 1_000_000;

/** GitLab. https://docs.gitlab.com/api/rest/ */
export function openGitLab({ apiUrl, token, project, sleep }: GitLabOptions): Forge {
  const headers = { 'private-token': token, accept: 'application/json', 'user-agent': 'iam-tighten' };
  const http = openHttp({ name: 'GitLab', baseUrl: apiUrl, headers, ...(sleep && { sleep }) });
  const base = `/projects/${encodeURIComponent(project)}`;
  return { name: 'GitLab', comments: (pull) => notesOf(http, base, pull), pulls: mergeRequestsOf(http, base) };
}

/** https://docs.gitlab.com/api/notes/#merge-requests */
function notesOf(http: Http, base: string, pull: number): CommentPort {
  const notes = `${base}/merge_requests/${pull}/notes`;
  return {
    limit: LIMIT,
    async list() {
      const all = (await http.list(`${notes}?per_page=100&sort=asc&order_by=created_at`)) as {
        id: number;
        body?: string;
        system?: boolean;
      }[];
      return all.filter(({ system }) => system !== true).map(({ id, body }) => ({ id: String(id), body: body ?? '' }));
    },
    async create(body) {
      await http.call('POST', notes, { body });
    },
    async update(id, body) {
      await http.call('PUT', `${notes}/${id}`, { body });
    },
    // A single note cannot be resolved or minimised, so that its text is folded.
    async hide({ id }, body) {
      await http.call('PUT', `${notes}/${id}`, { body });
    },
    async remove(id) {
      await http.call('DELETE', `${notes}/${id}`);
    },
  };
}

interface MergeRequest {
  iid: number;
  web_url: string;
  title: string;
  description: string | null;
}

const asPull = ({ iid, web_url, title, description }: MergeRequest): OpenPull => ({
  number: iid,
  url: web_url,
  title,
  body: description ?? '',
});

/** https://docs.gitlab.com/api/merge_requests/ */
function mergeRequestsOf(http: Http, base: string): PullPort {
  return {
    limit: LIMIT,
    async find(branch, into) {
      const query = new URLSearchParams({ state: 'opened', source_branch: branch, target_branch: into });
      const [first] = (await http.list(`${base}/merge_requests?${query}`)) as MergeRequest[];
      return first && asPull(first);
    },
    async open(branch, into, { title, body }) {
      const answer = await http.call('POST', `${base}/merge_requests`, {
        source_branch: branch,
        target_branch: into,
        title,
        description: body,
        remove_source_branch: true,
      });
      return asPull(answer.body as MergeRequest);
    },
    async update(number, { title, body }) {
      await http.call('PUT', `${base}/merge_requests/${number}`, { title, description: body });
    },
    async label(number, label) {
      await http.call('PUT', `${base}/merge_requests/${number}`, { add_labels: label });
    },
  };
}
