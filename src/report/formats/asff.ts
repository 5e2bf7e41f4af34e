import { oneLine } from '../../model/escape/plain.js';
import { UserError } from '../../model/user-error.js';
import type { Report, Risk, RoleReport } from '../model/types.js';

export interface AsffOptions {
  /** Region of the Security Hub that is to take the findings. */
  region?: string;
  /** Account of roles whose ARN is not known. */
  account?: string;
}

/** Severity labels of the format; a role that has nothing unused and is high only by an escalation in use has none. */
const SEVERITY: { readonly [risk in Risk]: string } = {
  high: 'HIGH',
  medium: 'MEDIUM',
  low: 'LOW',
  none: 'INFORMATIONAL',
};

/**
 * A finding in the AWS Security Finding Format for each role with unused actions or a way to escalate, and, after an earlier report, for each
 * that has none any more; for `aws securityhub
 * batch-import-findings` (at most 100 a call). Fields: https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html, lengths:
 * https://docs.aws.amazon.com/securityhub/latest/partnerguide/guidelines-asff-mapping.html. Times are the end of the evidence, so that the same
 * evidence makes the same finding. Throws UserError when account, Region or time are not known.
 */
export function renderAsff(report: Report, options: AsffOptions): string {
  const { window } = report;
  if (!window)
    throw new UserError('the AWS Security Finding Format needs the time of the evidence', {
      advice: 'give a usage file with --usage',
    });
  const regions = [...new Set(report.sources.flatMap((source) => source.regions))];
  const region = options.region ?? (regions.length === 1 ? regions[0] : undefined);
  if (region === undefined)
    throw new UserError('the AWS Security Finding Format needs the Region of Security Hub', {
      advice: 'give it with --region',
    });
  const context = { report, region, time: window.to, account: options.account };
  const roles = report.roles.filter((role) => isOpen(role) || isSolved(role, report));
  const findings = [
    ...roles.map((role) => findingOf(role, context)),
    ...goneOf(report).map((id) => goneFinding(id, context)),
  ];
  return `${JSON.stringify(findings, null, 2)}\n`;
}

interface Context {
  report: Report;
  region: string;
  time: string;
  account: string | undefined;
}

function findingOf(role: RoleReport, { report, region, time, account: given }: Context) {
  const [, arnPartition, , , arnAccount] = role.arn?.split(':') ?? [];
  const account = arnAccount ?? given;
  if (account === undefined || !/^\d{12}$/.test(account))
    throw new UserError(
      `the account of ${oneLine(role.name)} is not known, and the AWS Security Finding Format needs it`,
      {
        advice: 'give it with --account',
      },
    );
  const partition = arnPartition ?? partitionOf(region);
  const unused = role.counts.unused;
  return {
    ...about(role.id, { account, partition, region, time }),
    Severity: { Label: SEVERITY[role.risk] },
    Title: cut(`${role.name} has ${unused} unused permissions`, 256),
    Description: cut(descriptionOf(role, report), 1024),
    Remediation: {
      Recommendation: {
        Text: cut(role.next.join(' ') || 'Nothing is to be done.', 512),
        Url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
      },
    },
    Resources: [{ ...resource(role.arn ?? cut(role.name, 512), partition, region), ...tagsOf(role) }],
    Compliance: {
      Status: unused > 0 ? 'FAILED' : role.escalations.length > 0 ? 'WARNING' : 'PASSED',
      RelatedRequirements: role.controls.map((control) => cut(control, 64)),
    },
    RecordState: 'ACTIVE',
  };
}

/** What every finding says of itself. */
const about = (id: string, { account, partition, region, time }: { [key: string]: string }) => ({
  SchemaVersion: '2018-10-08',
  Id: `iam-tighten/${account}/${cut(id, 400)}/unused-permissions`,
  ProductArn: `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`,
  GeneratorId: 'iam-tighten/report',
  AwsAccountId: account,
  Types: ['Software and Configuration Checks/AWS Security Best Practices'],
  CreatedAt: time,
  UpdatedAt: time,
});

/** Partitions that the format has a word for. */
const PARTITIONS = new Set(['aws', 'aws-cn', 'aws-us-gov']);

const resource = (id: string, partition: string, region: string) => ({
  Type: 'AwsIamRole',
  Id: id,
  ...(PARTITIONS.has(partition) && { Partition: partition }),
  Region: region,
});

/** At most 50, of 128 and 256 characters, none of them blank. */
function tagsOf({ tags = [] }: RoleReport): { Tags?: { [key: string]: string } } {
  const shown = tags.filter(({ key, value }) => key.trim() !== '' && value.trim() !== '').slice(0, 50);
  if (shown.length === 0) return {};
  return { Tags: Object.fromEntries(shown.map(({ key, value }) => [cut(key, 128), cut(value, 256)])) };
}

const isOpen = ({ counts, escalations }: RoleReport): boolean => counts.unused > 0 || escalations.length > 0;

/** Whether the report before had a finding on a role that has nothing left to find: told once, so that Security Hub closes it. */
const isSolved = (role: RoleReport, { trend }: Report): boolean =>
  !isOpen(role) && (trend?.roles.some(({ id, unused }) => id === role.id && unused < 0) ?? false);

/** Roles that are not there any more. What this report leaves out is not gone, and only an ARN says where a role was. */
function goneOf({ trend, omitted = [] }: Report): string[] {
  const left = new Set(omitted.flatMap(({ roles }) => roles));
  const gone = trend?.roles.filter(({ change, unused }) => change === 'gone' && unused < 0) ?? [];
  return gone.map(({ id }) => id).filter((id) => ARN.test(id) && !left.has(id.slice(id.lastIndexOf('/') + 1)));
}

const ARN = /^arn:[\w-]+:iam::\d{12}:role\/.+$/;

function goneFinding(id: string, { region, time }: Context) {
  const [, partition = '', , , account = ''] = id.split(':');
  const name = id.slice(id.lastIndexOf('/') + 1);
  return {
    ...about(id, { account, partition, region, time }),
    Severity: { Label: SEVERITY.none },
    Title: cut(`${name} is gone`, 256),
    Description: cut(
      `The report before had unused permissions of ${name}; the role is not in the account any more.`,
      1024,
    ),
    Resources: [resource(cut(id, 512), partition, region)],
    Compliance: { Status: 'NOT_AVAILABLE' },
    RecordState: 'ARCHIVED',
  };
}

function descriptionOf({ counts, escalations, services, wildcardActions }: RoleReport, { window }: Report): string {
  const named = services.filter((one) => one.counts.unused > 0).map((one) => `${one.service} ${one.counts.unused}`);
  const open = escalations.filter(({ used }) => !used).map(({ how }) => how);
  return [
    `${counts.unused} of ${counts.granted} granted actions were not used from ${window!.from} to ${window!.to}: ${named.join(', ')}.`,
    `${counts.unobservable} could not be observed and ${wildcardActions} are granted on every resource.`,
    ...(open.length > 0 ? [`It can ${open.join('; ')}.`] : []),
  ].join(' ');
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function cut(text: string, most: number): string {
  const line = oneLine(text);
  // Half a pair of surrogates is no text.
  return line.length > most ? `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : line;
}
