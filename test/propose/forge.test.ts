import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isKey, markerOf } from '../../src/propose/comment/marker.js';
import { type Behavior, postSticky } from '../../src/propose/comment/upsert.js';
import { openGitHub } from '../../src/propose/forge/github.js';
import { openGitLab } from '../../src/propose/forge/gitlab.js';
import { waitFor } from '../../src/propose/forge/rate-limit.js';
import { publishPull } from '../../src/propose/pull/publish.js';
import { type ForgeServer, startForge } from '../servers/forge.js';

let server: ForgeServer;
const slept: number[] = [];
const sleep = async (seconds: number) => void slept.push(seconds);
beforeEach(async () => {
  server = await startForge();
  slept.length = 0;
});
afterEach(() => server.close());

const OPEN = {
  GitHub: (token: string) =>
    openGitHub({ apiUrl: server.url, graphqlUrl: `${server.url}/graphql`, token, repository: 'acme/shop', sleep }),
  GitLab: (token: string) => openGitLab({ apiUrl: `${server.url}/api/v4`, token, project: 'acme/shop', sleep }),
};
const marker = markerOf('check');
const other = (id: number, body: string) => ({ id, pull: 7, body, author: 'someone' });

describe.each(['GitHub', 'GitLab'] as const)('comments of %s', (name) => {
  const post = (text: string, behavior: Behavior = 'update', worthwhile = true, token = 'writer') =>
    postSticky(OPEN[name](token).comments(7), { marker, body: `${marker}\n${text}`, behavior, worthwhile });
  const ours = () => server.state.comments.filter(({ body }) => body.startsWith(marker)).map(({ body }) => body);

  it('is there once, is updated, and is left alone when it says the same', async () => {
    expect(await post('one')).toBe('created');
    expect(await post('two')).toBe('updated');
    expect(await post('two')).toBe('unchanged');
    expect(ours()).toEqual([`${marker}\ntwo`]);
  });

  it('is not begun when there is nothing to say, and brought up to date when it exists', async () => {
    expect(await post('fine', 'update', false)).toBe('skipped');
    expect(server.state.comments).toEqual([]);
    await post('bad');
    expect(await post('fine', 'update', false)).toBe('updated');
    expect(ours()).toEqual([`${marker}\nfine`]);
  });

  it('is found behind hundreds of others, and a quotation is not taken for it', async () => {
    for (let id = 1; id <= 250; id += 1) server.state.comments.push(other(id, `> ${marker} said`));
    server.state.comments.push(other(260, `${marker}\nold`), other(261, 'after'));
    expect(await post('new')).toBe('updated');
    expect(server.state.comments.find(({ id }) => id === 260)?.body).toBe(`${marker}\nnew`);
    expect(server.requests.filter(({ method }) => method === 'GET')).toHaveLength(3);
  });

  it('keeps, hides or deletes the former one', async () => {
    await post('one');
    await post('two', 'new');
    expect(ours()).toEqual([`${marker}\none`, `${marker}\ntwo`]);
    await post('three', 'hide-and-new');
    expect(ours()).toEqual([`${marker}\nthree`]);
    const hidden = server.state.comments.filter(({ body }) => body.startsWith('<!-- iam-tighten-outdated -->'));
    expect(hidden.map(({ body }) => /\n\n(one|two)\n\n<\/details>/.exec(body)?.[1])).toEqual(['one', 'two']);
    expect(hidden.map(({ minimized }) => minimized)).toEqual(name === 'GitHub' ? [true, true] : [undefined, undefined]);
    await post('four', 'delete-and-new');
    expect(ours()).toEqual([`${marker}\nfour`]);
    expect(server.state.comments).toHaveLength(3);
  });

  it('is begun anew when somebody deletes it meanwhile', async () => {
    await post('one');
    server.inject({ method: name === 'GitHub' ? 'PATCH' : 'PUT', times: 1, reply: { status: 404, body: {} } });
    expect(await post('two')).toBe('created');
  });

  it('tries a conflict once more', async () => {
    await post('one');
    server.inject({ method: name === 'GitHub' ? 'PATCH' : 'PUT', times: 1, reply: { status: 409, body: {} } });
    expect(await post('two')).toBe('updated');
    expect(ours()).toEqual([`${marker}\ntwo`]);
  });

  it('waits as long as a rate limit asks, and says so when that is too long', async () => {
    server.inject({ times: 1, reply: { status: 429, headers: { 'retry-after': '17' }, body: {} } });
    expect(await post('one')).toBe('created');
    expect(slept).toEqual([17]);
    server.inject({ times: 1, reply: { status: 429, headers: { 'retry-after': '3600' }, body: {} } });
    await expect(post('two')).rejects.toThrow(`the rate limit of ${name} is used up for 60 minutes`);
  });

  it('sends a read again after a passing fault, and never a post, which would be there twice', async () => {
    server.inject({ method: 'GET', times: 2, reply: { status: 502, body: {} } });
    expect(await post('one')).toBe('created');
    expect(slept).toEqual([1, 2]);
    server.inject({ method: 'POST', times: 1, reply: { status: 500, body: { message: 'oops' } } });
    await expect(post('two', 'new')).rejects.toThrow(/answered 500 to POST .*: oops/);
    expect(ours()).toHaveLength(1);
  });

  it.each([
    ['reader', 403],
    ['nobody', 401],
  ])('as %s is refused with %d, and the token is in no message', async (token, status) => {
    const failure = await post('one', 'update', true, token).catch((error: Error) => error);
    expect(failure).toMatchObject({ name: 'ForgeError', status });
    expect((failure as Error).message).not.toContain(token);
    expect(server.state.comments).toEqual([]);
  });

  it('carries the token to no other server', async () => {
    const stranger = await startForge();
    const link = `<${stranger.url}/repos/acme/shop/issues/7/comments?page=2>; rel="next"`;
    server.inject({ method: 'GET', times: 1, reply: { status: 200, body: [], headers: { link } } });
    await expect(post('one')).rejects.toThrow(`${name} points to another server`);
    server.inject({ method: 'GET', times: 1, reply: { status: 302, headers: { location: `${stranger.url}/x` } } });
    await expect(post('one')).rejects.toThrow(`${name} points to another server`);
    expect(stranger.requests).toEqual([]);
    await stranger.close();
  });

  it('says what is wrong with an answer that is no JSON or no list', async () => {
    server.inject({ method: 'GET', times: 1, reply: { status: 200, body: { login: 'x' } } });
    await expect(post('one')).rejects.toThrow('with no list');
  });
});

describe.each(['GitHub', 'GitLab'] as const)('pull requests of %s', (name) => {
  const publish = (title: string, token = 'writer') =>
    publishPull(OPEN[name](token).pulls, {
      branch: 'iam-tighten/Orders',
      base: 'main',
      text: { title, body: 'text' },
      label: 'iam-tighten',
    });

  it('are opened with a label, then updated, then left alone', async () => {
    expect((await publish('Tighten')).outcome).toBe('opened');
    expect((await publish('Tighten more')).outcome).toBe('updated');
    expect((await publish('Tighten more')).outcome).toBe('unchanged');
    expect(server.state.pulls).toMatchObject([
      { head: 'iam-tighten/Orders', base: 'main', title: 'Tighten more', body: 'text', labels: ['iam-tighten'] },
    ]);
  });

  it('are opened anew when the former one is closed', async () => {
    await publish('Tighten');
    server.state.pulls[0]!.state = 'closed';
    expect((await publish('Tighten')).outcome).toBe('opened');
    expect(server.state.pulls).toHaveLength(2);
  });

  it('of another run that was faster are updated', async () => {
    const pull = { number: 5, head: 'iam-tighten/Orders', base: 'main', title: 'x', body: '', labels: [] };
    server.inject({
      method: 'GET',
      times: 1,
      reply: { status: 200, body: [] },
      after: (state) => void state.pulls.push({ ...pull, state: 'open' }),
    });
    expect((await publish('Tighten')).outcome).toBe('updated');
    expect(server.state.pulls).toMatchObject([{ number: 5, title: 'Tighten' }]);
  });

  it('stay without a label when the token may not set it', async () => {
    const path = name === 'GitHub' ? /labels$/ : /merge_requests\/\d+$/;
    server.inject({ path, times: 1, reply: { status: 403, body: { message: 'no' } } });
    expect(await publish('Tighten')).toMatchObject({ outcome: 'opened', unlabelled: expect.stringContaining('403') });
  });

  it('are refused without the right', async () => {
    await expect(publish('Tighten', 'commenter')).rejects.toMatchObject({ status: 403 });
  });
});

describe('waitFor', () => {
  const cases: [string, number, { [name: string]: string }, string, number | undefined][] = [
    ['a refusal', 403, {}, 'Resource not accessible by integration', undefined],
    ['a refusal with room left', 403, { 'x-ratelimit-remaining': '12' }, '', undefined],
    ['the primary limit of GitHub', 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1030' }, '', 30],
    ['the secondary limit', 403, { 'retry-after': '9' }, '', 9],
    ['the secondary limit without a header', 403, {}, 'You have exceeded a secondary rate limit', 60],
    ['the limit of GitLab', 429, { 'ratelimit-remaining': '0', 'ratelimit-reset': '1005' }, '', 5],
    ['a time that is over', 429, { 'ratelimit-remaining': '0', 'ratelimit-reset': '900' }, '', 0],
    ['429 and nothing else', 429, {}, '', 60],
    ['a fault', 502, { 'x-ratelimit-remaining': '0' }, '', undefined],
  ];
  it.each(cases)('%s', (_, status, headers, body, seconds) =>
    expect(waitFor(status, new Headers(headers), body, 1000)).toBe(seconds),
  );
});

it('takes no key that could end the hidden marker', () => {
  expect(['check', 'orders-fn', 'a/b.c'].map(isKey)).toEqual([true, true, true]);
  expect(['', 'a--b', 'x -->', '<b>', '-x', 'a\nb', 'é'].map(isKey)).toEqual(Array(7).fill(false));
});
