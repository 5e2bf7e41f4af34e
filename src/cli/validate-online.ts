import type { AccessAnalyzerPort } from '../aws/access-analyzer.js';
import type { PolicyDocument } from '../model/policy.js';
import { UserError } from '../model/user-error.js';
import { includes } from '../prove/index.js';
import { validateOnline } from '../validate/index.js';
import type { ValidateFlags } from './flags/validate.js';
import { readText } from './policy-files.js';
import type { ValidatedFile } from './validate-formats.js';

type Check = ValidatedFile['checks'][number];
type CheckOf = (file: ValidatedFile, port: AccessAnalyzerPort) => Promise<Check>;

/** Asks AWS what the flags ask for, and adds its answers to the files. Says on stderr what it costs before the first billed call. */
export async function runOnlineChecks(files: ValidatedFile[], flags: ValidateFlags): Promise<void> {
  const billed = await billedChecks(flags);
  if (!flags.online && billed.length === 0) return;
  const { openAccessAnalyzer, PRICE_OF_CHECK } = await import('../aws/access-analyzer.js');
  const port = openAccessAnalyzer({
    ...(flags.profile && { profile: flags.profile }),
    ...(flags.region && { region: flags.region }),
  });
  const calls = billed.length * files.length;
  if (calls > 0)
    process.stderr.write(`${calls} billed calls to Access Analyzer, about $${(calls * PRICE_OF_CHECK).toFixed(3)}\n`);
  for (const file of files) {
    if (flags.online)
      file.findings = await validateOnline(file.text, file.type, flags.resourceType, file.findings, port);
    for (const check of billed) file.checks.push(await check(file, port));
  }
}

async function billedChecks(flags: ValidateFlags): Promise<CheckOf[]> {
  const checks: CheckOf[] = [];
  if (flags.reference !== undefined) checks.push(noNewAccess(await readText(flags.reference)));
  if (flags.notGranted !== undefined)
    checks.push(notGranted(flags.notGranted.split(',').map((action) => action.trim())));
  if (flags.noPublic) checks.push(noPublicAccess(flags.resourceType!));
  return checks;
}

/** CheckNoNewAccess, beside the answer of our own prover to the same question. */
const noNewAccess =
  (reference: string): CheckOf =>
  async (file, port) => {
    const { answer } = includes(documentOf(file.text, file.file), documentOf(reference, 'the reference'));
    const remote = await port.checkNoNewAccess(reference, file.text, checkType(file));
    return {
      check: 'CheckNoNewAccess',
      offline: answer === 'none' ? 'PASS' : answer === 'some' ? 'FAIL' : 'unknown',
      ...remote,
    };
  };

const notGranted =
  (actions: string[]): CheckOf =>
  async (file, port) => ({
    check: 'CheckAccessNotGranted',
    ...(await port.checkAccessNotGranted(file.text, { actions }, checkType(file))),
  });

const noPublicAccess =
  (resourceType: string): CheckOf =>
  async (file, port) => ({
    check: 'CheckNoPublicAccess',
    ...(await port.checkNoPublicAccess(file.text, resourceType)),
  });

/** The custom checks know identity and resource policies only. */
function checkType({ type, file }: ValidatedFile): 'IDENTITY_POLICY' | 'RESOURCE_POLICY' {
  if (type === 'scp' || type === 'rcp')
    throw new UserError(`AWS has no custom checks for policies of Organizations (${file})`);
  return type === 'resource' || type === 'trust' ? 'RESOURCE_POLICY' : 'IDENTITY_POLICY';
}

function documentOf(text: string, file: string): PolicyDocument {
  try {
    return JSON.parse(text) as PolicyDocument;
  } catch (error) {
    throw new UserError(`${file} is no JSON: ${(error as Error).message}`);
  }
}
