import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventCounter } from '../../../src/dynamic/aggregate/event-counter.js';
import { readTrailFile } from '../../../src/dynamic/cloudtrail/read-file.js';
import { RecordReader } from '../../../src/dynamic/cloudtrail/record-reader.js';
import { fakeCatalog } from '../fake-catalog.js';
import { ALL, getObject, OTHER_ROLE, ROLE, record } from '../records.js';

/** Reads a file for one role, by the search for its ARN or by a scan of everything. */
async function readFor(text: string, bySearch: boolean) {
  const counter = new EventCounter(fakeCatalog(), { ...ALL, roles: [ROLE] });
  const reader = new RecordReader(counter, bySearch ? [Buffer.from(ROLE)] : []);
  await readTrailFile({ name: 'a.json', whole: Buffer.from(text) }, reader);
  const { rows, read, used, skipped } = counter.take();
  return { rows, read, used, skipped };
}

/** A record another caller could have made to look like one of the role's, to be nested in data. */
const forged = (): unknown => record({ eventName: 'PutItem', eventSource: 's3.amazonaws.com' });

const anything = fc.oneof(
  fc.constant(() => record()),
  fc.constant(() => record({}, OTHER_ROLE)),
  fc.constant(() => getObject('a/b.txt')),
  fc.constant(() => record({ errorCode: 'AccessDenied' })),
  fc.constant(() => record({ requestParameters: { roleArn: ROLE } }, OTHER_ROLE)),
  fc.constant(() => record({ userAgent: JSON.stringify(forged()) }, OTHER_ROLE)),
  fc.constant(() => record({ requestParameters: { items: [forged()] } }, OTHER_ROLE)),
  fc.constant(() => record({ requestParameters: { items: [{ a: 1 }, forged(), forged()] } }, OTHER_ROLE)),
  fc.constant(() => record({ requestParameters: { inner: forged() } }, OTHER_ROLE)),
);

describe('the search for wanted roles', () => {
  it('finds the same as a scan of every record, also when data poses as records', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { minLength: 1, maxLength: 12 }), async (makers) => {
        const text = JSON.stringify({ Records: makers.map((make) => make()) });
        expect(await readFor(text, true)).toEqual(await readFor(text, false));
      }),
    );
  });

  it.each([
    ['a list', (text: string) => text.slice('{"Records":'.length, -1)],
    ['spaces', (text: string) => JSON.stringify(JSON.parse(text), null, 1)],
    ['escaped slashes', (text: string) => text.replaceAll('/', '\\/')],
    ['a cut file', (text: string) => text.slice(0, -40)],
    ['a new line at the end', (text: string) => `${text}\n`],
  ])('reads whole what is not as CloudTrail writes it: %s', async (_, change) => {
    const text = change(JSON.stringify({ Records: [record(), record({}, OTHER_ROLE), record()] }));
    expect(await readFor(text, true)).toEqual(await readFor(text, false));
  });
});
