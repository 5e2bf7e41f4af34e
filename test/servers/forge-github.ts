import { type ForgeState, paged, type Route, type StoredComment, type StoredPull } from './forge.js';

/** https://docs.github.com/en/rest: what the API answers for the repository acme/shop. */
const TOO_LONG = {
  status: 422,
  body: { message: 'Validation Failed', errors: [{ message: 'body is too long (maximum is 65536 characters)' }] },
};
const NOT_FOUND = { status: 404, body: { message: 'Not Found' } };
const REPOSITORY = '/repos/acme/shop';

const comment = ({ id, body, author }: StoredComment) => ({ id, node_id: `IC_${id}`, body, user: { login: author } });
const pull = ({ number, title, body, head, base, labels }: StoredPull) => ({
  number,
  title,
  body,
  html_url: `https://github.example/acme/shop/pull/${number}`,
  head: { ref: head },
  base: { ref: base },
  labels: labels.map((name) => ({ name })),
});

const commentIn = (state: ForgeState, id: string | undefined) => state.comments.find((one) => one.id === Number(id));

export const gitHubRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: new RegExp(`^${REPOSITORY}/issues/(\\d+)/comments$`),
    right: 'read',
    answer: (request, match, state, url) =>
      paged(state.comments.filter((one) => one.pull === Number(match[1])).map(comment), request, url),
  },
  {
    method: 'POST',
    path: new RegExp(`^${REPOSITORY}/issues/(\\d+)/comments$`),
    right: 'comment',
    answer({ body }, match, state) {
      const text = String(body['body']);
      if (text.length > 65_536) return TOO_LONG;
      const stored = { id: state.nextId++, pull: Number(match[1]), body: text, author: 'github-actions[bot]' };
      state.comments.push(stored);
      return { status: 201, body: comment(stored) };
    },
  },
  {
    method: 'PATCH',
    path: new RegExp(`^${REPOSITORY}/issues/comments/(\\d+)$`),
    right: 'comment',
    answer({ body }, match, state) {
      const stored = commentIn(state, match[1]);
      if (!stored) return NOT_FOUND;
      const text = String(body['body']);
      if (text.length > 65_536) return TOO_LONG;
      stored.body = text;
      return { status: 200, body: comment(stored) };
    },
  },
  {
    method: 'DELETE',
    path: new RegExp(`^${REPOSITORY}/issues/comments/(\\d+)$`),
    right: 'comment',
    answer(_, match, state) {
      const stored = commentIn(state, match[1]);
      if (!stored) return NOT_FOUND;
      state.comments = state.comments.filter((one) => one !== stored);
      return { status: 204 };
    },
  },
  {
    method: 'POST',
    path: /^\/graphql$/,
    right: 'comment',
    answer({ body }, _, state) {
      const { id } = body['variables'] as { id: string };
      const stored = commentIn(state, /^IC_(\d+)$/.exec(id)?.[1]);
      if (!/minimizeComment\(input: \{subjectId: \$id, classifier: OUTDATED\}\)/.test(String(body['query'])) || !stored)
        return { status: 200, body: { errors: [{ message: 'Could not resolve to a node' }] } };
      stored.minimized = true;
      return { status: 200, body: { data: { minimizeComment: { clientMutationId: null } } } };
    },
  },
  {
    method: 'GET',
    path: new RegExp(`^${REPOSITORY}/pulls$`),
    right: 'read',
    answer: (request, _, state, url) =>
      paged(
        state.pulls
          .filter(
            (one) =>
              one.state === request.query.get('state') &&
              `acme:${one.head}` === request.query.get('head') &&
              one.base === request.query.get('base'),
          )
          .map(pull),
        request,
        url,
      ),
  },
  {
    method: 'POST',
    path: new RegExp(`^${REPOSITORY}/pulls$`),
    right: 'pull',
    answer({ body }, _, state) {
      const head = String(body['head']);
      if (state.pulls.some((one) => one.head === head && one.state === 'open'))
        return {
          status: 422,
          body: {
            message: 'Validation Failed',
            errors: [{ message: `A pull request already exists for acme:${head}.` }],
          },
        };
      const stored: StoredPull = {
        number: state.nextId++,
        head,
        base: String(body['base']),
        title: String(body['title']),
        body: String(body['body']),
        state: 'open',
        labels: [],
      };
      state.pulls.push(stored);
      return { status: 201, body: pull(stored) };
    },
  },
  {
    method: 'PATCH',
    path: new RegExp(`^${REPOSITORY}/pulls/(\\d+)$`),
    right: 'pull',
    answer({ body }, match, state) {
      const stored = state.pulls.find((one) => one.number === Number(match[1]));
      if (!stored) return NOT_FOUND;
      Object.assign(stored, { title: body['title'] ?? stored.title, body: body['body'] ?? stored.body });
      return { status: 200, body: pull(stored) };
    },
  },
  {
    method: 'POST',
    path: new RegExp(`^${REPOSITORY}/issues/(\\d+)/labels$`),
    right: 'pull',
    answer({ body }, match, state) {
      const stored = state.pulls.find((one) => one.number === Number(match[1]));
      if (!stored) return NOT_FOUND;
      stored.labels = [...new Set([...stored.labels, ...(body['labels'] as string[])])];
      return { status: 200, body: stored.labels.map((name) => ({ name })) };
    },
  },
];
