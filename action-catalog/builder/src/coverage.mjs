import { compareText } from './names.mjs';

const bump = (counts, key, by = 1) => {
  counts[key] = (counts[key] ?? 0) + by;
};

/** How each operation is mapped, which ARNs are filled and what is missing. `operations`: client → operation → compiled record. */
export function measure(operations, services, core, indexes) {
  const byEvidence = {};
  const arns = { whole: 0, filled: 0, partly: 0, open: 0, star: 0 };
  const rules = { conditional: 0, asked: 0, optional: 0, passRole: 0, forwardedKms: 0, conditionKeys: 0 };
  const gaps = {};
  for (const [client, records] of operations) {
    for (const [name, record] of Object.entries(records)) {
      bump(byEvidence, evidenceOf(record));
      if (evidenceOf(record) === 'unmapped') gaps[client] = [...(gaps[client] ?? []), name];
      for (const grant of record.grants ?? []) {
        countRules(grant, rules);
        if (grant.ask) continue;
        for (const rule of grant.on) bump(arns, fillOf(rule, grant, services));
      }
    }
  }
  const total = Object.values(byEvidence).reduce((a, b) => a + b, 0);
  return {
    operations: { total, mapped: total - (byEvidence.unmapped ?? 0), byEvidence: sorted(byEvidence) },
    core: coreCoverage(operations, core),
    arns,
    rules,
    indexes,
    gaps: sorted(gaps),
  };
}

function evidenceOf(record) {
  if (record.permissionless) return 'permissionless';
  return record.grants?.[0]?.evidence ?? 'unmapped';
}

function countRules(grant, rules) {
  if (grant.ask) rules.asked += 1;
  else if (grant.kind === 'optional') rules.optional += 1;
  else if (grant.when || (grant.each && !grant.assume)) rules.conditional += 1;
  if (grant.action === 'iam:PassRole' && !grant.ask) rules.passRole += 1;
  if (grant.action.startsWith('kms:') && grant.condition) rules.forwardedKms += 1;
  if (grant.narrow) rules.conditionKeys += 1;
}

function fillOf(rule, grant, services) {
  if (rule === '*') return 'star';
  if (rule.whole || rule.keyOf || rule.propertyOf) return 'whole';
  const [prefix, type] = rule.type?.includes(':') ? rule.type.split(':') : [grant.action.split(':')[0], rule.type];
  const arn = rule.template ?? services.get(prefix).resourceTypes[type].arn;
  const wanted = [...arn.matchAll(/\$\{(\w+)\}/g)].filter(
    ([, name]) => !['Partition', 'Region', 'Account'].includes(name),
  ).length;
  const count = Object.keys(rule.fill ?? {}).filter((name) => name !== 'Account').length;
  return count >= wanted ? 'filled' : count > 0 ? 'partly' : 'open';
}

function coreCoverage(operations, core) {
  let total = 0;
  const missing = [];
  for (const client of core.clients) {
    for (const [name, record] of Object.entries(operations.get(client))) {
      total += 1;
      if (evidenceOf(record) === 'unmapped' && !core.gaps[client]?.includes(name)) missing.push(`${client}:${name}`);
    }
  }
  const listed = Object.entries(core.gaps).flatMap(([client, names]) => names.map((name) => [client, name]));
  const stale = listed
    .filter(([client, name]) => {
      const record = operations.get(client)?.[name];
      return !record || evidenceOf(record) !== 'unmapped';
    })
    .map(([client, name]) => `${client}:${name}`);
  return { total, mapped: total - listed.length - missing.length, undocumented: listed.length, missing, stale };
}

const sorted = (object) => Object.fromEntries(Object.entries(object).sort(([a], [b]) => compareText(a, b)));

/** Figures that may only rise; each as [name, old, new]. */
export function fallenFigures(old, now) {
  const pairs = [
    ['operations mapped', old.operations.mapped, now.operations.mapped],
    ['core operations mapped', old.core.mapped, now.core.mapped],
    ['ARNs filled', old.arns.whole + old.arns.filled, now.arns.whole + now.arns.filled],
    ['conditional rules', old.rules.conditional, now.rules.conditional],
    ['hand-made grants checked', old.handMade?.checked ?? 0, now.handMade.checked],
    ['CloudFormation types', old.indexes.cfnTypes, now.indexes.cfnTypes],
  ];
  return pairs
    .filter(([, before, after]) => after < before)
    .map(([name, before, after]) => `${name}: ${before} before, ${after} now`);
}
