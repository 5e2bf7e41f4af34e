import {
  AccessAnalyzerClient,
  type AccessCheckPolicyType,
  type AccessCheckResourceType,
  CheckAccessNotGrantedCommand,
  CheckNoNewAccessCommand,
  CheckNoPublicAccessCommand,
  type PathElement,
  type PolicyType,
  type ReasonSummary,
  ValidatePolicyCommand,
  type ValidatePolicyResourceType,
} from '@aws-sdk/client-accessanalyzer';
import { callAws } from './aws-error.js';
import { type AwsSession, clientConfig } from './session.js';

/** One finding of ValidatePolicy; `path` in the style `Statement[0].Action`, line and column from 1. */
export interface RemoteFinding {
  findingType: string;
  issueCode: string;
  message: string;
  learnMore: string;
  locations: { path: string; line: number; column: number }[];
}

/** Answer of a custom policy check. `reasons` name the statements of the new policy that are to blame. */
export interface RemoteCheck {
  result: 'PASS' | 'FAIL';
  message: string;
  reasons: { description: string; statement?: number; sid?: string }[];
}

/** The checks of Access Analyzer. ValidatePolicy is free; each of the others is billed per call. */
export interface AccessAnalyzerPort {
  validatePolicy(document: string, type: PolicyType, resourceType?: string): Promise<RemoteFinding[]>;
  checkNoNewAccess(existing: string, next: string, type: AccessCheckPolicyType): Promise<RemoteCheck>;
  /** At most 100 actions and 100 resources in one call. */
  checkAccessNotGranted(
    document: string,
    access: { actions?: string[]; resources?: string[] },
    type: AccessCheckPolicyType,
  ): Promise<RemoteCheck>;
  checkNoPublicAccess(document: string, resourceType: string): Promise<RemoteCheck>;
}

/**
 * Price of one custom policy check in US dollars: https://aws.amazon.com/iam/access-analyzer/pricing/
 * (from public repositories that quote it; the page itself was not read).
 */
export const PRICE_OF_CHECK = 0.002;

/** Access Analyzer through the real client. Honours AWS_ENDPOINT_URL; throttled calls are retried by the SDK. */
export function openAccessAnalyzer(session: AwsSession): AccessAnalyzerPort {
  const client = new AccessAnalyzerClient(clientConfig(session));
  return {
    async validatePolicy(policyDocument, policyType, resourceType) {
      const out: RemoteFinding[] = [];
      let nextToken: string | undefined;
      do {
        const page = await callAws('access-analyzer:ValidatePolicy', () =>
          client.send(
            new ValidatePolicyCommand({
              policyDocument,
              policyType,
              nextToken,
              ...(resourceType && { validatePolicyResourceType: resourceType as ValidatePolicyResourceType }),
            }),
          ),
        );
        for (const { findingType, issueCode, findingDetails, learnMoreLink, locations } of page.findings ?? [])
          out.push({
            findingType: findingType ?? '',
            issueCode: issueCode ?? '',
            message: findingDetails ?? '',
            learnMore: learnMoreLink ?? '',
            locations: (locations ?? []).map(({ path, span }) => ({
              path: pathOf(path ?? []),
              line: span?.start?.line ?? 1,
              // AWS counts lines from 1 and columns from 0.
              column: (span?.start?.column ?? 0) + 1,
            })),
          });
        ({ nextToken } = page);
      } while (nextToken !== undefined);
      return out;
    },
    async checkNoNewAccess(existingPolicyDocument, newPolicyDocument, policyType) {
      const input = { existingPolicyDocument, newPolicyDocument, policyType };
      return toCheck(
        await callAws('access-analyzer:CheckNoNewAccess', () => client.send(new CheckNoNewAccessCommand(input))),
      );
    },
    async checkAccessNotGranted(policyDocument, access, policyType) {
      const input = { policyDocument, access: [access], policyType };
      return toCheck(
        await callAws('access-analyzer:CheckAccessNotGranted', () =>
          client.send(new CheckAccessNotGrantedCommand(input)),
        ),
      );
    },
    async checkNoPublicAccess(policyDocument, resourceType) {
      const input = { policyDocument, resourceType: resourceType as AccessCheckResourceType };
      return toCheck(
        await callAws('access-analyzer:CheckNoPublicAccess', () => client.send(new CheckNoPublicAccessCommand(input))),
      );
    },
  };
}

function toCheck(output: { result?: string; message?: string; reasons?: ReasonSummary[] }): RemoteCheck {
  return {
    result: output.result === 'PASS' ? 'PASS' : 'FAIL',
    message: output.message ?? '',
    reasons: (output.reasons ?? []).map(({ description, statementIndex, statementId }) => ({
      description: description ?? '',
      ...(statementIndex !== undefined && { statement: statementIndex }),
      ...(statementId !== undefined && { sid: statementId }),
    })),
  };
}

/** `[{value: 'Statement'}, {index: 0}]` → `Statement[0]`. A substring is a place inside the value before it. */
function pathOf(elements: readonly PathElement[]): string {
  return elements
    .map((element) => {
      if (element.index !== undefined) return `[${element.index}]`;
      const name = element.value ?? element.key;
      return name === undefined ? '' : `.${name}`;
    })
    .join('')
    .replace(/^\./, '');
}
