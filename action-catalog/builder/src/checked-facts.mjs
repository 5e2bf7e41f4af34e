import { compareText } from './names.mjs';

/**
 * How the hand-made grants were checked. `sdk` is found here and not declared: the operation's own API documentation names the action.
 * `docsOf(client, operation)` gives that documentation. `compiled`: client → operation → record; `own`: clients with overrides of their own.
 */
export function measureChecks(compiled, own, docsOf) {
  const byCheck = { sdk: 0, opened: 0, search: 0, reference: 0, none: 0 };
  const unchecked = {};
  for (const client of [...own].sort(compareText)) {
    for (const [operation, record] of Object.entries(compiled.get(client) ?? {})) {
      for (const fact of factsOf(record)) {
        const check = fact.checked ?? (names(docsOf(client, operation), fact.action) ? 'sdk' : 'none');
        byCheck[check] += 1;
        if (check === 'none')
          unchecked[client] = [...(unchecked[client] ?? []), `${operation} ${fact.action ?? 'none'}`];
      }
    }
  }
  for (const client of Object.keys(unchecked)) unchecked[client] = [...new Set(unchecked[client])];
  const total = Object.values(byCheck).reduce((sum, count) => sum + count, 0);
  return { total, checked: total - byCheck.none, byCheck, unchecked };
}

/**
 * `reference` can only be claimed where the reference speaks: the action is called like the operation, or the reference lists it as a
 * dependent of that one. Answers with sentences.
 */
export function problemsOfChecks(client, operation, record, service) {
  const own = Object.entries(service?.actions ?? {}).find(([name]) => name.toLowerCase() === operation.toLowerCase());
  const listed = own?.[1];
  const dependents = [...(listed?.dependents ?? []), ...(listed?.resources ?? []).flatMap((one) => one.dependents)];
  return factsOf(record)
    .filter((fact) => fact.checked === 'reference')
    .filter((fact) => fact.action !== `${service.prefix}:${own?.[0]}` && !dependents.includes(fact.action))
    .map((fact) => `${client}:${operation}: ${fact.action}: the reference does not tie it to the operation`);
}

const factsOf = (record) =>
  record.permissionless
    ? record.source?.startsWith('https://')
      ? [record]
      : []
    : [...(record.grants ?? []), ...(record.instead ?? []).flatMap((rule) => rule.grants)].filter(
        (grant) => grant.evidence === 'override',
      );

/** The whole name: `s3:GetObject` is not in `s3:GetObjectAcl`. */
const names = (docs, action) => action !== undefined && new RegExp(`\\b${action}(?![\\w*])`).test(docs);

/** A record as the product reads it: how a fact was checked is for COVERAGE.md. */
export function withoutChecks(record) {
  const plain = ({ checked: _checked, ...rest }) => rest;
  return {
    ...plain(record),
    ...(record.grants && { grants: record.grants.map(plain) }),
    ...(record.instead && { instead: record.instead.map((rule) => ({ ...rule, grants: rule.grants.map(plain) })) }),
  };
}
