import { compareText } from './names.mjs';

/**
 * How the hand-made grants were checked. `sdk` is found here and not declared: the operation's own API documentation names the action.
 * `docsOf(client, operation)` gives that documentation. `reference` is found where the reference lists the action as a dependent of the
 * operation's; `serviceOf(client)` gives the reference's record. `compiled`: client → operation → record; `own`: clients with overrides.
 */
export function measureChecks(compiled, own, docsOf, serviceOf) {
  const byCheck = { sdk: 0, opened: 0, search: 0, reference: 0, none: 0 };
  const unchecked = {};
  for (const client of [...own].sort(compareText)) {
    for (const [operation, record] of Object.entries(compiled.get(client) ?? {})) {
      for (const fact of factsOf(record)) {
        const check =
          fact.checked ?? foundCheck(fact, docsOf(client, operation), dependentsOf(serviceOf(client), operation));
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

function foundCheck(fact, docs, dependents) {
  if (names(docs, fact.action)) return 'sdk';
  return dependents.includes(fact.action) ? 'reference' : 'none';
}

const actionOf = (service, operation) =>
  Object.entries(service?.actions ?? {}).find(([name]) => name.toLowerCase() === operation.toLowerCase());

function dependentsOf(service, operation) {
  const listed = actionOf(service, operation)?.[1];
  return [...(listed?.dependents ?? []), ...(listed?.resources ?? []).flatMap((one) => one.dependents)];
}

/**
 * `reference` can only be claimed where the reference speaks: the action is called like the operation, or the reference lists it as a
 * dependent of that one. Answers with sentences.
 */
export function problemsOfChecks(client, operation, record, service) {
  const own = actionOf(service, operation);
  const dependents = dependentsOf(service, operation);
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
