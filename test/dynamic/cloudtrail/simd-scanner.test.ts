import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import wabt from 'wabt';
import { ByteScanner } from '../../../src/dynamic/cloudtrail/record-scanner.js';
import { SCAN_WASM } from '../../../src/dynamic/cloudtrail/simd/scan-binary.js';
import { openScanner, SimdScanner } from '../../../src/dynamic/cloudtrail/simd/simd-scanner.js';
import { getObject, record } from '../records.js';

const simd = new SimdScanner();
const plain = new ByteScanner();

/** What a scanner finds of the record that starts at `at`. */
function found(scanner: SimdScanner | ByteScanner, bytes: Buffer, at: number) {
  const end = scanner.scan(bytes, at);
  return { end, spans: end > 0 ? [...scanner.spans] : [], skipped: scanner.skip(bytes, at) };
}

const odd = fc.constantFrom(
  '"',
  '\\',
  '\\"',
  '\\\\',
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  ' ',
  '\n',
  'ä',
  '\u0000',
  'x',
  '7',
  '',
);
const text = fc.array(odd, { maxLength: 90 }).map((pieces) => pieces.join(''));
const value = fc.oneof(text, fc.jsonValue({ maxDepth: 4 }), fc.constant(null), fc.integer());
const names = [
  'eventTime',
  'eventName',
  'resources',
  'userIdentity',
  'requestParameters',
  'recipientAccountId',
  'errorCode',
  'x',
  '',
];
const member = fc.tuple(fc.oneof(fc.constantFrom(...names), text), value);
const identity = fc.record({
  type: value,
  invokedBy: value,
  sessionContext: fc.oneof(value, fc.record({ sessionIssuer: value })),
});

const records = fc
  .tuple(fc.array(member, { maxLength: 6 }), fc.option(identity), fc.boolean(), fc.constantFrom(0, 1, 2))
  .map(([members, userIdentity, first, indent]) => {
    const base = first ? record() : getObject('a/b');
    return JSON.stringify(
      { ...base, ...Object.fromEntries(members), ...(userIdentity && { userIdentity }) },
      null,
      indent,
    );
  });

describe('the scanner with vectors', () => {
  it('is assembled from its text', async () => {
    const source = new URL('../../../src/dynamic/cloudtrail/simd/scan.wat', import.meta.url);
    const module = (await wabt()).parseWat('scan.wat', readFileSync(source, 'utf8'), { simd: true, bulk_memory: true });
    module.validate();
    const base64 = Buffer.from(module.toBinary({}).buffer).toString('base64');
    const lines = base64.match(/.{1,110}/g)!.map((line) => `  '${line}'`);
    await expect(
      `/** scan.wat, assembled; \`npm run test:golden\` writes this file anew. */\nexport const SCAN_WASM =\n${lines.join(' +\n')};\n`,
    ).toMatchFileSnapshot('../../../src/dynamic/cloudtrail/simd/scan-binary.ts');
    expect(SCAN_WASM).toBe(base64);
  });

  it('is the one that is used', () => expect(openScanner()).toBeInstanceOf(SimdScanner));

  it('finds what the scanner of bytes finds, in any JSON, at any place, cut anywhere', () => {
    fc.assert(
      fc.property(records, fc.nat({ max: 70 }), fc.nat({ max: 4000 }), (json, offset, cut) => {
        const whole = Buffer.from(' '.repeat(offset) + json);
        for (const bytes of [whole, whole.subarray(0, offset + (cut % json.length))])
          expect(found(simd, bytes, offset)).toEqual(found(plain, bytes, offset));
      }),
      { numRuns: 500 },
    );
  });

  it('finds the same in what is no JSON', () => {
    const change = fc.tuple(fc.nat({ max: 2000 }), fc.nat({ max: 3 }), odd);
    fc.assert(
      fc.property(records, fc.array(change, { minLength: 1, maxLength: 4 }), (json, changes) => {
        let broken = json;
        for (const [at, length, put] of changes) {
          const place = at % broken.length;
          broken = broken.slice(0, place) + put + broken.slice(place + length);
        }
        const bytes = Buffer.from(`{${broken}`);
        for (const at of [0, 1]) expect(found(simd, bytes, at)).toEqual(found(plain, bytes, at));
      }),
      { numRuns: 500 },
    );
  });

  it('finds every field of a record, and none that its data pretends to', () => {
    const bytes = Buffer.from(
      JSON.stringify(record({ userAgent: '","eventName":"DeleteTable","x":"', requestParameters: { eventName: 'x' } })),
    );
    expect(simd.scan(bytes, 0)).toBe(bytes.length);
    const fields = [...simd.spans];
    const texts = Array.from({ length: 16 }, (_, i) => bytes.toString('utf8', fields[2 * i], fields[2 * i + 1]));
    expect(texts[1]).toBe('dynamodb.amazonaws.com');
    expect(texts[2]).toBe('GetItem');
    expect(texts[10]).toBe('{"eventName":"x"}');
    expect(texts[15]).toBe('arn:aws:iam::111122223333:role/service/orders');
  });

  it('grows with its files, and leaves the largest to the other', () => {
    for (const size of [10, 200_000, 3_000_000, 9_000_000, 50]) {
      const bytes = Buffer.from(JSON.stringify(record({ userAgent: 'x'.repeat(size) })));
      expect(found(simd, bytes, 0)).toEqual(found(plain, bytes, 0));
    }
  });
});
