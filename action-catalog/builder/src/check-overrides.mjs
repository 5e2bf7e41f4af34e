import { compileOperation } from './compile-operation.mjs';

/** Overrides that name no operation, or that say what the rule says anyway, as sentences. */
export function problemsOfOverrides(client, overrides, contextOf) {
  if (!overrides || overrides.inherited) return [];
  const problems = [];
  for (const [name, override] of Object.entries(overrides.operations)) {
    const operation = client.operations.get(name);
    if (!operation) {
      problems.push(`${client.client}:${name}: override of an operation that does not exist`);
      continue;
    }
    const context = contextOf(name, operation);
    if (
      sameAs(
        compileOperation(name, operation, context),
        compileOperation(name, operation, { ...context, override: undefined }),
      )
    ) {
      problems.push(`${client.client}:${name}: the override says what the rule says: remove it`);
    }
    if (!override.source) problems.push(`${client.client}:${name}: no source`);
  }
  return problems;
}

const sameAs = (a, b) => JSON.stringify(withoutSources(a)) === JSON.stringify(withoutSources(b));

const withoutSources = (record) => ({
  ...record,
  grants: record.grants?.map(({ evidence: _e, source: _s, why: _w, checked: _c, ...grant }) => grant),
});
