const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;
const table = (head, rows) =>
  [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');

const EVIDENCE = {
  name: 'the action is called like the operation',
  verb: 'the action is the HTTP verb (API Gateway)',
  override: 'by hand, with a link',
  permissionless: 'needs no permission',
  unmapped: 'no action is proved: a finding, never a guess',
};

const CHECKS = {
  sdk: 'the API reference page of the operation names the action; the build looks it up in the SDK package',
  opened: 'the page or model text was read: action, resource and condition',
  search: 'an excerpt of the page says it',
  reference:
    'the Service Authorization Reference lists action, resource type and condition key, and the member is called like the placeholder',
  none: 'from knowledge; the link was not read',
};

/** COVERAGE.md from the figures of coverage.json. */
export function coveragePage(figures, sources) {
  const { operations, core, arns, rules, indexes, gaps, handMade } = figures;
  const named = arns.whole + arns.filled;
  const all = named + arns.partly + arns.open;
  return `# What the catalog covers

Made by \`npm run catalog:build\`; do not edit. The figures are in [coverage.json](coverage.json); they may only rise.

## Operations

${table(
  ['how', 'operations', 'share', 'meaning'],
  Object.entries(operations.byEvidence).map(([kind, count]) => [
    kind,
    count,
    percent(count, operations.total),
    EVIDENCE[kind] ?? '',
  ]),
)}

${operations.mapped} of ${operations.total} operations (${percent(operations.mapped, operations.total)}) of all AWS SDK clients are mapped.
Services that Lambda functions call: ${core.mapped} of ${core.total} operations (${percent(core.mapped, core.total)}); for the other ${core.undocumented}
no AWS document names an action; they are listed in overrides/core.json and a call of one is reported, never granted.

## ARNs

Of ${all} pairs of an action and a resource type, ${named} (${percent(named, all)}) are filled from the request, ${arns.partly} in part, ${arns.open} not at all.
${arns.star} grants are on \`*\`, because the action takes no resource or the request names none.

## Rules

${table(
  ['rules', 'count'],
  [
    ['conditional grants', rules.conditional],
    ['asked about, never granted', rules.asked],
    ['optional, never granted', rules.optional],
    ['iam:PassRole with iam:PassedToService', rules.passRole],
    ['KMS through another service', rules.forwardedKms],
    ['condition keys filled with --conditions', rules.conditionKeys],
  ],
)}

## Hand-made grants

${handMade.checked} of ${handMade.total} grants that stand in overrides/clients (${percent(handMade.checked, handMade.total)}) were checked against AWS documentation.

${table(
  ['checked', 'grants', 'meaning'],
  Object.entries(handMade.byCheck).map(([check, count]) => [check, count, CHECKS[check]]),
)}

Not checked, by client: ${Object.entries(handMade.unchecked)
    .map(([client, facts]) => `${client} ${facts.length}`)
    .join(', ')}.

## Names

${table(
  ['index', 'entries'],
  [
    ['CloudFormation types joined to IAM resource types', indexes.cfnTypes],
    ['CloudTrail eventSource labels that are not an IAM prefix', indexes.eventSources],
    ['events that are logged only as data events', indexes.dataEvents],
    ['SDK clients', indexes.clients],
    ['IAM service prefixes', indexes.prefixes],
    ['IAM actions', indexes.actions],
  ],
)}

## Sources

${table(
  ['package', 'version'],
  Object.entries(sources)
    .filter(([name]) => !name.startsWith('@aws-sdk/client-'))
    .map(([name, version]) => [name, version]),
)}

and ${Object.keys(sources).filter((name) => name.startsWith('@aws-sdk/client-')).length} \`@aws-sdk/client-*\` packages, pinned in builder/package.json.

## Gaps, by client

${Object.entries(gaps)
  .map(([client, names]) => `- **${client}** (${names.length}): ${names.join(', ')}`)
  .join('\n')}
`;
}
