import { describe, expect, it } from 'vitest';
import { callsOf } from '../trace-code.js';

const HEAD = `import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
const ddb = new DynamoDBClient({});
`;

/** The calls of a handler with this body. */
const run = (body: string): string[] =>
  callsOf(`${HEAD}export const handler = async (e: any) => { ${body} };`).map((one) => one.replace('dynamodb:', ''));

const SEND = 'await ddb.send(new QueryCommand(p));';
const START = `const p: any = { TableName: 't' };`;

describe('what every branch sets is set', () => {
  it.each([
    ['if and else', `${START} if (e.a) p.IndexName = 'i'; else p.IndexName = 'j'; ${SEND}`],
    [
      'else if and else',
      `${START} if (e.a) { p.IndexName = 'i'; } else if (e.b) { p.IndexName = 'j'; } else { p.IndexName = 'i'; } ${SEND}`,
    ],
    [
      'a branch that returns',
      `${START} if (e.a) p.IndexName = 'i'; else if (e.b) p.IndexName = 'j'; else return { statusCode: 400 }; ${SEND}`,
    ],
    [
      'a branch that throws',
      `${START} if (e.a) p.IndexName = 'i'; else if (e.b) p.IndexName = 'j'; else throw new Error('x'); ${SEND}`,
    ],
    [
      'a switch with default',
      `${START} switch (e.a) { case 1: p.IndexName = 'i'; break; case 2: default: p.IndexName = 'j'; } ${SEND}`,
    ],
    [
      'a default that throws',
      `${START} switch (e.a) { case 1: p.IndexName = 'i'; break; case 2: p.IndexName = 'j'; break; default: throw new Error('x'); } ${SEND}`,
    ],
    ['a ternary', `${START} p.IndexName = e.a ? 'i' : 'j'; ${SEND}`],
    [
      'a variable',
      `let IndexName; if (e.a) IndexName = 'i'; else IndexName = 'j'; const p: any = { TableName: 't', IndexName }; ${SEND}`,
    ],
    [
      'a helper that sets it',
      `${START} const set = (q: any, n: string) => { q.IndexName = n; }; if (e.a) set(p, 'i'); else set(p, 'j'); ${SEND}`,
    ],
    [
      'a switch inside a branch',
      `${START} if (e.x) { switch (e.a) { case 1: p.IndexName = 'i'; break; default: p.IndexName = 'j'; } } else p.IndexName = 'i'; ${SEND}`,
    ],
    [
      'a loop around it',
      `for (const one of e.list) { ${START} if (one.a) p.IndexName = 'i'; else p.IndexName = 'j'; ${SEND} }`,
    ],
  ])('%s', (_name, body) => {
    expect(run(body)).toEqual(['Query TableName=t IndexName=i|j']);
  });
});

describe('what only some branches set may be missing', () => {
  it.each([
    ['an if alone', `${START} if (e.a) p.IndexName = 'i'; ${SEND}`, 'i'],
    ['one of two branches', `${START} if (e.a) p.IndexName = 'i'; else p.Limit = 1; ${SEND}`, 'i'],
    [
      'a switch without default',
      `${START} switch (e.a) { case 1: p.IndexName = 'i'; break; case 2: p.IndexName = 'i'; } ${SEND}`,
      'i',
    ],
    [
      'a clause that breaks first',
      `${START} switch (e.a) { case 1: if (e.b) break; p.IndexName = 'i'; break; default: p.IndexName = 'i'; } ${SEND}`,
      'i',
    ],
    [
      'a branch that continues',
      `${START} for (const one of e.list) { if (one.a) p.IndexName = 'i'; else continue; } ${SEND}`,
      'i',
    ],
    [
      'a value that may be missing itself',
      `${START} if (e.a) p.IndexName = 'i'; else p.IndexName = e.b ? 'i' : undefined; ${SEND}`,
      'i',
    ],
    [
      'a branch within a branch',
      `${START} if (e.a) { if (e.b) p.IndexName = 'i'; } else p.IndexName = 'i'; ${SEND}`,
      'i',
    ],
  ])('%s', (_name, body, index) => {
    const [call = '', ...more] = run(body);
    expect(more).toEqual([]);
    expect(call.replace(' Limit=undefined|1', '').split('IndexName=')[1]?.split('|').sort()).toEqual([
      index,
      'undefined',
    ]);
  });
});
