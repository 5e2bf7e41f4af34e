import type { AccessAnalyzerPort, RemoteFinding } from '../aws/access-analyzer.js';
import { sameCode } from './codes/code.js';
import type { PolicyType } from './policy/view.js';
import type { FindingType, PolicyFinding } from './types.js';

/** How Access Analyzer names our kinds of policies. A trust policy is a resource policy of a role. */
const REMOTE_TYPES = {
  identity: 'IDENTITY_POLICY',
  boundary: 'IDENTITY_POLICY',
  resource: 'RESOURCE_POLICY',
  trust: 'RESOURCE_POLICY',
  scp: 'SERVICE_CONTROL_POLICY',
  rcp: 'RESOURCE_CONTROL_POLICY',
} as const;

/** Types ValidatePolicy has further checks for; others are validated without. */
const VALIDATED_TYPES = new Set([
  'AWS::DynamoDB::Table',
  'AWS::IAM::AssumeRolePolicyDocument',
  'AWS::S3::AccessPoint',
  'AWS::S3::Bucket',
  'AWS::S3::MultiRegionAccessPoint',
  'AWS::S3ObjectLambda::AccessPoint',
]);

/**
 * Asks ValidatePolicy, which is free, and merges its findings with ours. What both say is marked `both` and keeps AWS's code and wording;
 * the reason for a suppressed finding of ours stays with it.
 */
export async function validateOnline(
  text: string,
  type: PolicyType,
  resourceType: string | undefined,
  offline: readonly PolicyFinding[],
  port: AccessAnalyzerPort,
): Promise<PolicyFinding[]> {
  const wanted = type === 'trust' ? 'AWS::IAM::AssumeRolePolicyDocument' : resourceType;
  const remote = await port.validatePolicy(
    text,
    REMOTE_TYPES[type],
    wanted && VALIDATED_TYPES.has(wanted) ? wanted : undefined,
  );
  return mergeFindings(offline, remote.flatMap(toFindings));
}

/** A remote finding at several places is several findings. */
function toFindings(remote: RemoteFinding): PolicyFinding[] {
  const { findingType, issueCode, message, learnMore, locations } = remote;
  const places = locations.length > 0 ? locations : [{ path: '', line: 1, column: 1 }];
  return places.map((place) => ({
    source: 'aws',
    findingType: findingType as FindingType,
    issueCode,
    message,
    ...place,
    ...(learnMore && { learnMore }),
  }));
}

/** Same code at the same place, or in the same statement, is the same finding. Each remote one is used up by one of ours. */
function mergeFindings(offline: readonly PolicyFinding[], remote: readonly PolicyFinding[]): PolicyFinding[] {
  const open = [...remote];
  const merged = offline.map((own): PolicyFinding => {
    const index = bestMatch(own, open);
    if (index < 0) return own;
    const [theirs] = open.splice(index, 1);
    const { issueCode, message, learnMore } = theirs!;
    return { ...own, source: 'both', issueCode, message, ...(learnMore && { learnMore }) };
  });
  return [...merged, ...open].sort(
    (a, b) => a.line - b.line || a.column - b.column || (a.issueCode < b.issueCode ? -1 : 1),
  );
}

function bestMatch(own: PolicyFinding, remote: readonly PolicyFinding[]): number {
  const same = (theirs: PolicyFinding) => sameCode(own.issueCode, theirs.issueCode);
  const exact = remote.findIndex((theirs) => same(theirs) && theirs.path === own.path);
  if (exact >= 0) return exact;
  return remote.findIndex((theirs) => same(theirs) && statementOf(theirs.path) === statementOf(own.path));
}

const statementOf = (path: string): string => /^Statement(\[\d+\])?/.exec(path)?.[0] ?? '';
