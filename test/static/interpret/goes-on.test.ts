import { describe, expect, it } from 'vitest';
import { callsOf } from '../trace-code.js';

const HEAD = `import { S3 } from '@aws-sdk/client-s3';
const s3 = new S3({});
`;

/** The calls of a handler with this body, after these helpers. */
const run = (helpers: string, body: string): string[] =>
  callsOf(`${HEAD}${helpers}\nexport const handler = async (event: any) => { ${body} };`);

const NEEDED = `await s3.getObject({ Bucket: 'b', Key: 'k' });`;

describe('a function that may fall off its end', () => {
  it.each([
    ['a check with one answer', `const check = (e: any) => { if (!e.id) return { statusCode: 400 }; };`],
    [
      'a check with several',
      `function check(e: any) { if (!e.a) return { statusCode: 400 }; if (!e.b) return { statusCode: 422 }; }`,
    ],
    [
      'a check that asks a helper',
      `const bad = (r: any) => ({ ...r }); const check = (e: any) => { if (e.id.length < 3) return bad({}); };`,
    ],
    ['a check in a switch', `const check = (e: any) => { switch (e.kind) { case 'a': return { statusCode: 400 }; } };`],
    [
      'a check in a loop',
      `const check = (e: any) => { for (const one of e.list) if (!one) return { statusCode: 400 }; };`,
    ],
    [
      'a check in a try',
      `const check = (e: any) => { try { JSON.parse(e.body); } catch { return { statusCode: 400 }; } };`,
    ],
  ])('lets its caller go on: %s', (_name, helpers) => {
    expect(run(helpers, `const error = check(event); if (error) return error; ${NEEDED}`)).toEqual([
      's3:GetObject Bucket=b Key=k',
    ]);
  });
  it('does not go on when it cannot', () => {
    const helpers = `const check = (e: any) => { if (!e.id) return { statusCode: 400 }; else return { statusCode: 401 }; };`;
    expect(run(helpers, `const error = check(event); if (error) return error; ${NEEDED}`)).toEqual([]);
  });
});

describe('a block that may throw before it assigns', () => {
  const EXISTS = `let exists = false; try { await s3.headObject({ Bucket: 'b', Key: 'h' }); exists = true; }`;
  const HEAD_CALL = 's3:HeadObject Bucket=b Key=h';

  it.each([
    ['an empty handler', `${EXISTS} catch {} if (!exists) { ${NEEDED} }`],
    ['a handler that logs', `${EXISTS} catch (e) { console.log(e); } if (!exists) { ${NEEDED} }`],
    [
      'a handler that throws what it does not know',
      `${EXISTS} catch (e: any) { if (e.name !== 'NotFound') throw e; } if (!exists) { ${NEEDED} }`,
    ],
    [
      'a member',
      `const s = { exists: false }; try { await s3.headObject({ Bucket: 'b', Key: 'h' }); s.exists = true; } catch {} if (!s.exists) { ${NEEDED} }`,
    ],
  ])('leaves what was there possible: %s', (_name, body) => {
    expect(run('', body)).toEqual([HEAD_CALL, 's3:GetObject Bucket=b Key=k'].sort());
  });
  it('is sure to have assigned when the handler leaves', () => {
    const body = `let Key = 'none'; try { Key = 'k'; } catch (e) { throw e; } await s3.getObject({ Bucket: 'b', Key });`;
    expect(run('', body)).toEqual(['s3:GetObject Bucket=b Key=k']);
  });
});
