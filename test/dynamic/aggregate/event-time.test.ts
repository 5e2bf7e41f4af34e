import { afterEach, expect, it } from 'vitest';
import { packTime, timeText } from '../../../src/dynamic/aggregate/event-time.js';

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

it.each([
  ['as CloudTrail writes it', '2026-08-02T10:00:00Z'],
  ['with fractions', '2026-08-02T10:00:00.000Z'],
  ['with an offset', '2026-08-02T12:00:00+02:00'],
  ['as Lake and Athena print it', '2026-08-02 10:00:00.000'],
  ['with nanoseconds', '2026-08-02 10:00:00.000000000'],
  ['without seconds', '2026-08-02 10:00'],
  ['without a zone', '2026-08-02T10:00:00'],
  ['with the zone in words', '2026-08-02 10:00:00 UTC'],
  ['for people', 'Aug 2, 2026 10:00:00 AM'],
])('a time %s is the same in every zone', (_, text) => {
  for (const TZ of ['UTC', 'Asia/Tokyo', 'America/New_York']) {
    process.env['TZ'] = TZ;
    expect(timeText(packTime(text))).toBe('2026-08-02T10:00:00Z');
  }
});

it.each(['', 'timestamp', 'redacted', '2026-13-45T10:00:00Z ago'])('%j is no time', (text) =>
  expect(packTime(text)).toBe(0),
);
