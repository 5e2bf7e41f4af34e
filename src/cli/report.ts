import { readFile, stat } from 'node:fs/promises';
import { openCatalog } from '../catalog/index.js';
import { readUsageFile } from '../dynamic/usage-file/read.js';
import type { Analysis } from '../model/analysis.js';
import { oneLine } from '../model/escape/plain.js';
import type { UsageFile } from '../model/usage.js';
import { UserError } from '../model/user-error.js';
import {
  buildReport,
  evidenceText,
  findingsOfReport,
  headlineOf,
  parseAuthorizationDetails,
  parseReport,
  REPORT_FORMATS,
  type Report,
  type ReportRenderer,
  type RoleInput,
  trendText,
} from '../report/index.js';
import { toolVersion } from '../tool-version.js';
import { analyzeProject } from './analyze-project.js';
import { choose } from './choose.js';
import { settingsFor } from './config/settings.js';
import { withExisting } from './existing-policy.js';
import { type ExitCode, SUCCESS } from './exit-codes.js';
import type { ReportFlags } from './flags/report.js';
import { writeOutput } from './outputs.js';
import { reportObserver } from './report-observer.js';
import { roleOfPolicy, rolesOfAccount, rolesOfProject } from './report-roles.js';

const MINIMUM_DAYS = 90;
/** Authorization details of the largest accounts have some tens of megabytes. */
const MAX_BYTES = 256 * 1024 * 1024;

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
  const usage = flags.usage === undefined ? undefined : await readUsageFile(flags.usage);
  const previous =
    flags.previous === undefined ? undefined : parseReport(await readInput(flags.previous), flags.previous);
  const catalog = openCatalog();
  const roles = await rolesFor(path, flags, usage);
  if (roles.length === 0)
    throw new UserError('there is no role to report on', { advice: 'name one that is there with --role' });
  const report = buildReport(roles, {
    toolVersion: toolVersion(),
    catalog,
    ...(usage && { usage }),
    observe: usage ? reportObserver(usage, catalog) : () => ({ observable: false, why: 'there is no usage file' }),
    minimumDays,
    ...(previous && { previous }),
  });
  const place = { ...(flags.region && { region: flags.region }), ...(flags.account && { account: flags.account }) };
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
  usage: UsageFile | undefined,
): Promise<RoleInput[]> {
  const { authorizationDetails: details, existing, role } = flags;
  if (details !== undefined) {
    const all = parseAuthorizationDetails(await readInput(details), details);
    const wanted = role === undefined ? all : all.filter(({ arn, name }) => arn === role || name === role);
    const analysis = path === undefined ? undefined : await analysisOf(path, flags);
    return rolesOfAccount(wanted, analysis, usage);
  }
  if (path === undefined && existing !== undefined) return [roleOfPolicy(existing, usage, role)];
  const analysis = await analysisOf(path ?? '.', flags);
  return rolesOfProject(existing === undefined ? analysis : withExisting(analysis, existing), usage, role);
}

/** The analysis with the code's needs whole: `safe` drops none. The report weighs the two witnesses itself. */
async function analysisOf(path: string, { usage: _usage, role: _role, ...flags }: ReportFlags): Promise<Analysis> {
  return (await analyzeProject(path, { ...flags, mode: 'safe' })).analysis;
}

async function readInput(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > MAX_BYTES) throw new UserError(`${file} is larger than ${MAX_BYTES} bytes`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`cannot read ${file} (${(error as NodeJS.ErrnoException).code})`);
  }
}

function daysOf(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new UserError(`--minimum-days ${text} is not a number of days`);
  return Number(text);
}

const summary = (report: Report): string => {
  const parts = [`${headlineOf(report)}.`, evidenceText(report), ...(report.trend ? [trendText(report.trend)] : [])];
  return `${oneLine(parts.join(' '))}\n`;
};
