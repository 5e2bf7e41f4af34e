import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { describeAction, describeOperation, openCatalog } from '../../src/catalog/index.js';

const catalog = openCatalog();
const schema = JSON.parse(readFileSync(new URL('../../schemas/catalog.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: true, allErrors: false }).compile(schema);

/** What the schema refuses, as JSON prints it. */
const refused = (answers: object[]) =>
  answers
    .map((answer) => JSON.parse(JSON.stringify(answer)) as object)
    .filter((answer) => !validate(answer))
    .map((answer) => JSON.stringify(answer).slice(0, 200));

describe('schemas/catalog.schema.json', () => {
  it('fits every operation', () => {
    const answers = catalog.clients!().flatMap((client) =>
      catalog
        .client(client)!
        .operations()
        .map((operation) => describeOperation(`${client}:${operation}`, catalog)!),
    );
    expect(answers.length).toBeGreaterThan(18_000);
    expect(refused(answers)).toEqual([]);
  }, 60_000);

  it('fits every action', () => {
    const answers = catalog
      .prefixes()
      .flatMap((prefix) =>
        Object.values(catalog.service(prefix)!.actions).map((one) => describeAction(one.action, catalog)!),
      );
    expect(refused(answers)).toEqual([]);
  }, 60_000);

  it('fits events and errors', () => {
    const event = (source: string, name: string) => ({ id: 1, ...catalog.event(source, name)! });
    expect(
      refused([
        event('s3.amazonaws.com', 'DeleteObjects'),
        event('sts.amazonaws.com', 'GetCallerIdentity'),
        event('logs.amazonaws.com', 'PutLogEvents'),
        { id: null, error: 'x' },
      ]),
    ).toEqual([]);
  });

  it('refuses what is none', () => {
    expect(refused([{ id: 1 }, { action: 's3:GetObject' }, { error: 'without an id' }])).toHaveLength(3);
  });
});
