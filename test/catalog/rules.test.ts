import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONVERTERS } from '../../src/catalog/convert/index.js';
import { openCatalog } from '../../src/catalog/index.js';
import type { Fill, GrantRule, OperationsFile } from '../../src/catalog/rules.js';
import { toArgument } from './plain-argument.js';

const FOLDER = new URL('../../action-catalog/operations/', import.meta.url);
const files = readdirSync(FOLDER).map(
  (name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as OperationsFile,
);
const catalog = openCatalog();

const grants = files.flatMap((file) =>
  Object.entries(file.operations).flatMap(([operation, record]) =>
    (record.grants ?? []).map((grant): [string, GrantRule] => [`${file.client}:${operation}`, grant]),
  ),
);

const converterOf = (fill: Fill): string[] => (typeof fill === 'string' || !fill.as ? [] : [fill.as]);

describe('the compiled rules', () => {
  it('name only converters that exist', () => {
    const named = grants.flatMap(([, grant]) =>
      grant.on.flatMap((rule) =>
        rule === '*' ? [] : [...Object.values(rule.fill ?? {}).flatMap(converterOf), ...(rule.as ? [rule.as] : [])],
      ),
    );
    expect([...new Set(named)].filter((name) => !(name in CONVERTERS))).toEqual([]);
  });

  it('leave no converter unused', () => {
    const used = new Set(
      grants.flatMap(([, grant]) =>
        grant.on.flatMap((rule) => (rule === '*' ? [] : Object.values(rule.fill ?? {}).flatMap(converterOf))),
      ),
    );
    // Two are the defaults of `fill` and `whole`; no rule has to name them.
    expect(
      Object.keys(CONVERTERS).filter((name) => !used.has(name) && name !== 'name-or-arn' && name !== 'arn'),
    ).toEqual([]);
  });

  it('give every hand-made grant a link', () => {
    const bare = grants.filter(([, grant]) => grant.evidence === 'override' && !grant.source?.startsWith('https://'));
    expect(bare.map(([name]) => name)).toEqual([]);
  });

  it('always pass a role to a named service, or ask', () => {
    const loose = grants.filter(
      ([, grant]) =>
        grant.action === 'iam:PassRole' && !grant.ask && !grant.condition?.['StringEquals']?.['iam:PassedToService'],
    );
    expect(loose.map(([name]) => name)).toEqual([]);
  });

  it('pass only members that a person has read to be IAM roles, where the name does not say ARN', () => {
    const bare = grants.flatMap(([name, grant]) =>
      grant.action === 'iam:PassRole' && !grant.ask
        ? grant.on.flatMap((rule) =>
            rule !== '*' && rule.whole && !/arn$/i.test(rule.whole)
              ? [`${name.split(':')[0]} ${rule.whole.split('.').at(-1)}`]
              : [],
          )
        : [],
    );
    const judged = JSON.parse(
      readFileSync(new URL('../cases/catalog/role-members.json', import.meta.url), 'utf8'),
    ) as string[];
    expect([...new Set(bare)].sort()).toEqual([...judged].sort());
  });

  it('never put an unconditional optional grant among the needs', () => {
    const optional = grants.filter(([, grant]) => grant.kind === 'optional');
    expect(optional.length).toBeGreaterThan(0);
    for (const [name, grant] of optional) {
      const [client = '', operation = ''] = name.split(':');
      const { needs } = catalog.authorize({ client, operation, input: toArgument({}) });
      expect(needs.map((need) => `${need.action} ${need.kind}`)).not.toContain(`${grant.action} optional`);
    }
  });
});

describe('every operation', () => {
  const inputs = [{ kind: 'unknown', reason: 'not seen' } as const, toArgument({}), toArgument({ $open: true })];

  it('answers an unknown, an empty and an open request without failing', () => {
    for (const file of files) {
      for (const operation of Object.keys(file.operations)) {
        for (const input of inputs) {
          const answer = catalog.authorize({ client: file.client, operation, input });
          expect(answer.outcome).not.toBe('unknown-operation');
          for (const need of answer.needs)
            expect(need.resource.length, `${file.client}:${operation} ${need.action}`).toBeGreaterThan(0);
        }
      }
    }
  });
});
