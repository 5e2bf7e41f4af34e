import { openCatalog } from '../catalog/index.js';
import type { Analysis } from '../model/analysis.js';
import { oneLine } from '../model/escape/plain.js';
import type { UsageFile } from '../model/usage.js';
import { UserError } from '../model/user-error.js';
import {
  type AccountRole,
  buildReport,
  evidenceText,
  findingsOfReport,
  headlineOf,
  type Omitted,
  omittedText,
  parseReport,
  problemsText,
  REPORT_FORMATS,
  type Report,
  type ReportRenderer,
  type RoleInput,
  trendText,
  worseText,
} from '../report/index.js';
import { toolVersion } from '../tool-version.js';
import { analyzeProject } from './analyze-project.js';
import { choose } from './choose.js';
import { settingsFor } from './config/settings.js';
import { withExisting } from './existing-policy.js';
import { type ExitCode, SUCCESS } from './exit-codes.js';
import type { ReportFlags } from './flags/report.js';
import { writeOutput } from './outputs.js';
import { accountRoles, readInput } from './report-account.js';
import { reportHistory } from './report-history.js';
import { reportObserver } from './report-observer.js';
import { roleOfPolicy, rolesOfAccount, rolesOfProject } from './report-roles.js';

const MINIMUM_DAYS = 90;

/** SARIF is the findings' format, of which `render` has the only writer. */
const FORMATS: typeof REPORT_FORMATS = {
  ...REPORT_FORMATS,
  sarif: async () => {
    const { sarifLog } = await import('../render/sarif/log.js');
    return (report) => sarifLog(findingsOfReport(report), toolVersion());
  },
};

/** Runs `report`: reads everything, renders every format, and only then writes. Always exits 0 when there is a report. */
export async function runReport(path: string | undefined, given: ReportFlags): Promise<ExitCode> {
  const flags = settingsFor(path ?? '.', given);
  const loaders = (flags.format ?? ['markdown']).map((format) => choose(FORMATS, format, '--format'));
  const minimumDays = flags.minimumDays === undefined ? MINIMUM_DAYS : daysOf(flags.minimumDays);
  const previous =
    flags.previous === undefined ? undefined : parseReport(await readInput(flags.previous), flags.previous);
  const account = await accountRoles(flags);
  const { usage, failed } = await reportHistory(flags, account?.chosen, minimumDays);
  const catalog = openCatalog();
  const roles = await rolesFor(path, flags, account?.chosen, usage);
  if (roles.length === 0) throw new UserError('there is no role to report on', { advice: adviceFor(account?.omitted) });
  const report = buildReport(withProblems(roles, failed), {
    toolVersion: toolVersion(),
    catalog,
    ...(usage && { usage }),
    observe: usage ? reportObserver(usage, catalog) : () => ({ observable: false, why: 'there is no usage file' }),
    minimumDays,
    ...(previous && { previous }),
    ...(account && { omitted: account.omitted }),
  });
  const place = placeOf(flags);
  const texts: string[] = [];
  for (const load of loaders) texts.push(rendered(await load(), report, place));
  for (const [index, text] of texts.entries()) await writeOutput(text, flags.output?.[index]);
  if (!flags.quiet) process.stderr.write(summary(report));
  return SUCCESS;
}

/** One format's text. An account of many administrators has more rows than a string can hold. */
function rendered(render: ReportRenderer, report: Report, place: Parameters<ReportRenderer>[1]): string {
  try {
    return render(report, place);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError(`${report.totals.granted} granted actions are too many for this format`, {
      advice: 'report on one role at a time with --role, or as html or markdown',
    });
  }
}

/** The roles of an account, of a project, or the one whose policy is given. */
async function rolesFor(
  path: string | undefined,
  flags: ReportFlags,
  account: readonly AccountRole[] | undefined,
  usage: UsageFile | undefined,
): Promise<RoleInput[]> {
  if (account) return rolesOfAccount(account, path === undefined ? undefined : await analysisOf(path, flags), usage);
  const { existing } = flags;
  const [role, ...more] = [flags.role ?? []].flat();
  if (more.length > 0)
    throw new UserError('of a project or a policy, --role names one role', {
      advice: 'for several, add --online or --authorization-details <file>',
    });
  if (path === undefined && existing !== undefined) return [roleOfPolicy(existing, usage, role)];
  const analysis = await analysisOf(path ?? '.', flags);
  return rolesOfProject(existing === undefined ? analysis : withExisting(analysis, existing), usage, role);
}

/**
 * The analysis with the code's needs whole: `safe` drops none, and the history is read for the report alone, which weighs the two witnesses
 * itself.
 */
async function analysisOf(path: string, flags: ReportFlags): Promise<Analysis> {
  const { usage: _, cloudtrail: _logs, accessAdvisor: _asks, role: _role, ...rest } = flags;
  return (await analyzeProject(path, { ...rest, mode: 'safe' })).analysis;
}

/** The roles with what could not be read of them. */
const withProblems = (roles: readonly RoleInput[], failed: ReadonlyMap<string, string>): RoleInput[] =>
  roles.map((role) => {
    const why = role.arn === null ? undefined : failed.get(role.arn);
    return why === undefined ? role : { ...role, problems: [...(role.problems ?? []), why] };
  });

const adviceFor = (omitted: readonly Omitted[] = []): string =>
  omitted.length === 0
    ? 'name one that is there with --role'
    : `left out: ${omitted.map(({ why, roles }) => `${roles.length} ${why}`).join(', ')}`;

/** Where Security Hub is. A live report is made where AWS is asked. */
function placeOf({ region, account, online }: ReportFlags): Parameters<ReportRenderer>[1] {
  const asked = online ? (process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION']) : undefined;
  const where = region ?? asked;
  return { ...(where && { region: where }), ...(account && { account }) };
}

function daysOf(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new UserError(`--minimum-days ${text} is not a number of days`);
  return Number(text);
}

/** What stderr says of the report, in one paragraph. */
const summary = (report: Report): string => {
  const trend = report.trend ? trendText(report.trend) : undefined;
  const aside = [worseText(report), problemsText(report), omittedText(report)];
  const parts = [`${headlineOf(report)}.`, evidenceText(report), trend, ...aside];
  return `${oneLine(parts.filter((part) => part !== undefined).join(' '))}\n`;
};
