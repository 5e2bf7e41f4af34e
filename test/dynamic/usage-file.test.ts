import { readFileSync, writeFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { collect } from '../../src/dynamic/collect.js';
import { readUsageFile } from '../../src/dynamic/usage-file/read.js';
import { usageJsonSchema } from '../../src/dynamic/usage-file/schema.js';
import { ALL, collectFolder, getObject, OTHER_ROLE, record, rowsOf, writeLogs } from './records.js';

const SCHEMA = new URL('../../schemas/usage.schema.json', import.meta.url);

describe('the usage file', () => {
  it('is described by the published schema, which is made from the code', async () => {
    const published = JSON.parse(readFileSync(SCHEMA, 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(usageJsonSchema())));
    const validate = new Ajv2020.default({ strict: false }).compile(published);
    const { usage } = await collectFolder(
      writeLogs({ 'a.json': [record(), record({ errorCode: 'AccessDenied' }), getObject('a')] }),
    );
    expect(validate(JSON.parse(JSON.stringify(usage))), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...usage, schemaVersion: 2 })).toBe(false);
  });

  it('can be read back, and says where it is wrong', async () => {
    const root = writeLogs({ 'a.json': [record()] });
    const { usage } = await collectFolder(root);
    const at = (value: unknown): string => {
      const path = `${root}/usage.json`;
      writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
      return path;
    };
    expect(await readUsageFile(at(usage))).toEqual(usage);
    await expect(readUsageFile(at('{'))).rejects.toThrow('is no JSON');
    await expect(readUsageFile(`${root}/nothing.json`)).rejects.toThrow('cannot read');
    await expect(readUsageFile(at({ ...usage, roles: [{ arn: 'x', usages: [], advisor: [] }] }))).rejects.toThrow(
      'roles.0.arn',
    );
    const lost = { ...usage, sources: [{ ...usage.sources[0]!, events: { read: 3, used: 1, skipped: {} } }] };
    await expect(readUsageFile(at(lost))).rejects.toThrow('read must be used plus all that was skipped');
  });

  it('merges with others into what one run would have found', async () => {
    const august = [record(), record({ errorCode: 'AccessDenied' }), getObject('a/1.txt')];
    const september = [
      record({ eventTime: '2026-09-01T10:00:00Z' }),
      record({}, OTHER_ROLE),
      record({ eventSource: 'new.amazonaws.com', eventName: 'X' }),
    ];
    const parts = [
      await collectFolder(writeLogs({ 'a.json': august })),
      await collectFolder(writeLogs({ 'b.json': september })),
    ];
    const joined = await collectFolder(writeLogs({ 'a.json': august, 'b.json': september }));
    const merged = await collect({
      sources: [],
      files: parts.map(({ usage }) => usage),
      filter: ALL,
      signal: new AbortController().signal,
    });
    expect(merged.usage.roles).toEqual(joined.usage.roles);
    expect(merged.usage.unmapped).toEqual(joined.usage.unmapped);
    expect(merged.usage.window).toEqual(joined.usage.window);
    expect(merged.usage.sources).toHaveLength(2);
    expect(rowsOf(merged)).toHaveLength(3);
  });
});
