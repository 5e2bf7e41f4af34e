import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import { findDrift, minimize } from '../../src/minimize/index.js';
import { permission } from './permission.js';

const catalog = openCatalog();
const names = ['GetItem', 'BatchGetItem', 'Query', 'Scan'];
const needed = names.map((name) => `dynamodb:${name}`);
const permissions = needed.map((action) => permission({ action, resource: '${Orders.Arn}' }));

/** The catalog as it would be with one more DynamoDB action. */
const newer = {
  ...catalog,
  version: 'newer',
  service: (prefix: string) => {
    const service = catalog.service(prefix);
    if (prefix !== 'dynamodb' || !service) return service;
    const added = { ...service.actions['Query']!, action: 'dynamodb:QueryEverything' as const };
    return { ...service, actions: { ...service.actions, QueryEverything: added } };
  },
};

describe('findDrift', () => {
  const { document } = minimize(permissions, { arnContext: {}, name: 'o', catalog, compact: true }).policies[0]!;

  it('finds nothing in the catalog the globs were made for', () => {
    expect(document.Statement.flatMap(({ Action }): string[] => Action).some((action) => action.includes('*'))).toBe(
      true,
    );
    expect(findDrift(document, needed, catalog)).toEqual([]);
  });

  it('names the glob and what it gained', () => {
    const [glob] = document.Statement.flatMap(({ Action }): string[] => Action).filter((action) =>
      action.includes(':Q'),
    );
    expect(findDrift(document, needed, newer)).toEqual([
      { sid: 'ReadOrdersTable', glob, gained: ['dynamodb:QueryEverything'] },
    ]);
  });

  it('has nothing to say about policies without globs', () => {
    const exact = minimize(permissions, { arnContext: {}, name: 'o', catalog }).policies[0]!.document;
    expect(findDrift(exact, needed, newer)).toEqual([]);
  });
});
