import { openCatalog } from './catalog/index.js';
import { type Boundary, boundary as boundaryOf, type Headroom } from './minimize/index.js';
import type { Analysis, FunctionAnalysis } from './model/analysis.js';
import type { ArnContext } from './model/arn.js';
import type { Envelope } from './model/envelope.js';
import type { PolicyDocument } from './model/policy.js';
import type { UsageFile } from './model/usage.js';
import { UserError } from './model/user-error.js';
import { diffPolicies, type PolicyDiff } from './prove/diff.js';
import { type InclusionResult, includes, normalize, type PolicySet } from './prove/index.js';
import { toEnvelope as envelopeOf } from './render/envelope.js';
import { FORMATS } from './render/index.js';
import { withTemplatePolicies } from './template-policies.js';
import { toolVersion } from './tool-version.js';
import { guessType, type PolicyFinding, type PolicyType, validatePolicy } from './validate/index.js';

/** Names of the output formats, the same as of `generate --format`. */
export const formats: readonly string[] = Object.keys(FORMATS);

/**
 * An analysis as the whole text of one output format: what `generate --format` prints. Only the renderer asked for is loaded. Throws
 * UserError for a format that does not exist.
 */
export async function render(analysis: Analysis, format: string): Promise<string> {
  const known = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (!known)
    throw new UserError(`the format ${format} does not exist`, { advice: `choose one of: ${formats.join(', ')}` });
  const catalog = openCatalog();
  const full = known.template ? withTemplatePolicies(analysis, catalog) : analysis;
  return (await known.load())(full, { toolVersion: toolVersion(), catalog });
}

/** An analysis as the versioned envelope of `generate --format json`, schemas/envelope.schema.json. */
export const toEnvelope = (analysis: Analysis, version: string = toolVersion()): Envelope =>
  envelopeOf(analysis, version);

/**
 * Does `candidate` allow a request that `existing` does not? `none` is proved, `some` comes with a request that shows it, `unknown` with
 * the reason; unknown is never proof. Throws UserError for a document that IAM would refuse.
 */
export function compare(
  existing: PolicyDocument | PolicySet,
  candidate: PolicyDocument | PolicySet,
  options: { maxSteps?: number } = {},
): { newAccess: InclusionResult['answer']; witness?: InclusionResult['witness']; why?: string } {
  const { maxSteps } = options;
  const { answer, witness, why } = includes(candidate, existing, {
    catalog: openCatalog(),
    ...(maxSteps !== undefined && { maxStates: maxSteps }),
  });
  return { newAccess: answer, ...(witness && { witness }), ...(why && { why }) };
}

/** What a change of policy removes, keeps and adds, with the proved verdict of `compare`. */
export function diff(existing: PolicyDocument, candidate: PolicyDocument): PolicyDiff {
  for (const document of [existing, candidate]) normalize(document);
  return diffPolicies(existing, candidate, { catalog: openCatalog() });
}

/**
 * Checks one policy document offline: Access Analyzer's checks under AWS's issue codes, and ours as IT5xx. Takes text, so that findings
 * have lines, or a document. Never throws for what is in it: text that is no JSON is a finding.
 */
export function validate(
  policy: string | PolicyDocument,
  options: { type?: PolicyType; resourceType?: string } = {},
): PolicyFinding[] {
  const text = typeof policy === 'string' ? policy : JSON.stringify(policy, null, 2);
  const { type = guessType(text), resourceType } = options;
  return validatePolicy(text, { type, catalog: openCatalog(), ...(resourceType && { resourceType }) });
}

/** A permissions boundary around what one function needs, proved to allow all of it. `headroom` is room for new code; default `coarse`. */
export function boundary(
  { fn, permissions }: FunctionAnalysis,
  options: { headroom?: Headroom; arnContext?: ArnContext; name?: string } = {},
): Boundary {
  const { headroom, arnContext = {}, name = `${fn.id}-boundary` } = options;
  return boundaryOf(permissions, { arnContext, name, catalog: openCatalog(), ...(headroom && { headroom }) });
}

/** Reads and checks a usage file of `collect`, for the `history` of `analyze`. Throws UserError for anything else. */
export async function readUsageFile(path: string): Promise<UsageFile> {
  // Its schema library leaves globals behind, which an import of ours must not.
  return (await import('./dynamic/usage-file/read.js')).readUsageFile(path);
}
