import { paged, type Route, type StoredComment, type StoredPull } from './forge.js';

/** https://docs.gitlab.com/api/rest/: what the API answers for project 42, `acme/shop`. */
const NOT_FOUND = { status: 404, body: { message: '404 Not found' } };
const PROJECT = '/api/v4/projects/(?:42|acme%2Fshop)';

const note = ({ id, body, author }: StoredComment) => ({
  id,
  body,
  system: author === 'system',
  noteable_type: 'MergeRequest',
});
const mergeRequest = ({ number, title, body, head, base, labels }: StoredPull) => ({
  id: number * 10,
  iid: number,
  title,
  description: body,
  web_url: `https://gitlab.example/acme/shop/-/merge_requests/${number}`,
  source_branch: head,
  target_branch: base,
  labels,
});

export const gitLabRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: new RegExp(`^${PROJECT}/merge_requests/(\\d+)/notes$`),
    right: 'read',
    answer(request, match, state, url) {
      const all = state.comments.filter((one) => one.pull === Number(match[1])).map(note);
      return paged(request.query.get('sort') === 'asc' ? all : all.toReversed(), request, url);
    },
  },
  {
    method: 'POST',
    path: new RegExp(`^${PROJECT}/merge_requests/(\\d+)/notes$`),
    right: 'comment',
    answer({ body }, match, state) {
      const text = String(body['body']).trim();
      if (text.length > 1_000_000) return { status: 400, body: { message: { note: ['is too long'] } } };
      const stored = { id: state.nextId++, pull: Number(match[1]), body: text, author: 'project_42_bot' };
      state.comments.push(stored);
      return { status: 201, body: note(stored) };
    },
  },
  {
    method: 'PUT',
    path: new RegExp(`^${PROJECT}/merge_requests/(\\d+)/notes/(\\d+)$`),
    right: 'comment',
    answer({ body }, match, state) {
      const stored = state.comments.find((one) => one.id === Number(match[2]));
      if (!stored) return NOT_FOUND;
      stored.body = String(body['body']).trim();
      return { status: 200, body: note(stored) };
    },
  },
  {
    method: 'DELETE',
    path: new RegExp(`^${PROJECT}/merge_requests/(\\d+)/notes/(\\d+)$`),
    right: 'comment',
    answer(_, match, state) {
      const before = state.comments.length;
      state.comments = state.comments.filter((one) => one.id !== Number(match[2]));
      return state.comments.length < before ? { status: 204 } : NOT_FOUND;
    },
  },
  {
    method: 'GET',
    path: new RegExp(`^${PROJECT}/merge_requests$`),
    right: 'read',
    answer: ({ query, ...request }, _, state, url) =>
      paged(
        state.pulls
          .filter(
            (one) =>
              query.get('state') === (one.state === 'open' ? 'opened' : 'closed') &&
              one.head === query.get('source_branch') &&
              one.base === query.get('target_branch'),
          )
          .map(mergeRequest),
        { ...request, query },
        url,
      ),
  },
  {
    method: 'POST',
    path: new RegExp(`^${PROJECT}/merge_requests$`),
    right: 'pull',
    answer({ body }, _, state) {
      const head = String(body['source_branch']);
      const other = state.pulls.find((one) => one.head === head && one.state === 'open');
      if (other)
        return {
          status: 409,
          body: { message: [`Another open merge request already exists for this source branch: !${other.number}`] },
        };
      const stored: StoredPull = {
        number: state.nextId++,
        head,
        base: String(body['target_branch']),
        title: String(body['title']),
        body: String(body['description']),
        state: 'open',
        labels: [],
      };
      state.pulls.push(stored);
      return { status: 201, body: mergeRequest(stored) };
    },
  },
  {
    method: 'PUT',
    path: new RegExp(`^${PROJECT}/merge_requests/(\\d+)$`),
    right: 'pull',
    answer({ body }, match, state) {
      const stored = state.pulls.find((one) => one.number === Number(match[1]));
      if (!stored) return NOT_FOUND;
      if (body['title'] !== undefined) stored.title = String(body['title']);
      if (body['description'] !== undefined) stored.body = String(body['description']);
      if (body['add_labels'] !== undefined)
        stored.labels = [...new Set([...stored.labels, ...String(body['add_labels']).split(',')])];
      return { status: 200, body: mergeRequest(stored) };
    },
  },
];
