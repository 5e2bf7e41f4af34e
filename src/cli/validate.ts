import { openCatalog } from '../catalog/index.js';
import { textOf } from '../findings/index.js';
import { UserError } from '../model/user-error.js';
import {
  checkBoundary,
  checkRoleQuotas,
  guessType,
  type PolicyFinding,
  type PolicyType,
  validatePolicy,
} from '../validate/index.js';
import { choose } from './choose.js';
import { type ExitCode, FINDINGS, SUCCESS } from './exit-codes.js';
import type { ValidateFlags } from './flags/validate.js';
import { writeOutput } from './outputs.js';
import { readPolicies, readPolicyText } from './policy-files.js';
import { FORMATS, type ValidatedFile } from './validate-formats.js';
import { runOnlineChecks } from './validate-online.js';

const TYPES: { readonly [type: string]: PolicyType } = {
  identity: 'identity',
  boundary: 'boundary',
  resource: 'resource',
  trust: 'trust',
  scp: 'scp',
  rcp: 'rcp',
};

/** Which types of findings make the command exit 1. */
const BLOCKING: { readonly [level: string]: ReadonlySet<string> } = {
  error: new Set(['ERROR', 'SECURITY_WARNING']),
  warning: new Set(['ERROR', 'SECURITY_WARNING', 'WARNING']),
  note: new Set(['ERROR', 'SECURITY_WARNING', 'WARNING', 'SUGGESTION']),
  none: new Set(),
};

/** Runs `validate`. All files are read and checked before the first byte is written. */
export async function runValidate(files: readonly string[], flags: ValidateFlags): Promise<ExitCode> {
  const format = choose(FORMATS, flags.format, '--format');
  const blocking = choose(BLOCKING, flags.failOn, '--fail-on');
  const given = flags.type === undefined ? undefined : choose(TYPES, flags.type, '--type');
  if (flags.noPublic && !flags.resourceType)
    throw new UserError('--no-public-access needs --resource-type', {
      advice: 'for a bucket: --resource-type AWS::S3::Bucket',
    });
  const catalog = openCatalog();
  const validated: ValidatedFile[] = [];
  for (const file of files) {
    const text = await readPolicyText(file);
    const type = given ?? guessType(text);
    const resourceType = flags.resourceType && { resourceType: flags.resourceType };
    validated.push({
      file,
      type,
      text,
      findings: validatePolicy(text, { type, catalog, ...resourceType }),
      checks: [],
    });
  }
  const whole = await checkTogether(files, flags);
  await runOnlineChecks(validated, flags);
  await writeOutput(format(validated, whole), flags.output);
  const counts = (finding: PolicyFinding) => !finding.suppressed && blocking.has(finding.findingType);
  const blocked = validated.some(
    ({ findings, checks }) => findings.some(counts) || checks.some(({ result }) => result === 'FAIL'),
  );
  const blockedTogether = whole.length > 0 && flags.failOn !== 'none';
  return blocked || blockedTogether ? FINDINGS : SUCCESS;
}

/** What can only be said about all documents together: the sum of a role's policies, and what its boundary blocks. */
async function checkTogether(files: readonly string[], flags: ValidateFlags): Promise<string[]> {
  if (!flags.ofRole && !flags.boundary) return [];
  if (files.includes('-')) throw new UserError('--of-role and --boundary need files, not stdin');
  const documents = await readPolicies(files);
  const quotas = flags.ofRole ? checkRoleQuotas(documents, 0) : [];
  const blocked = flags.boundary
    ? checkBoundary(documents, (await readPolicies([flags.boundary]))[0]!, openCatalog())
    : [];
  return [...quotas, ...blocked].map((finding) => `${finding.ruleId} ${textOf(finding)}`);
}
