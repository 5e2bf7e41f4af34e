import { newRequest, type PolicyJson } from './brute-force.js';
import type { RestRoutes } from './protocols.js';
import { ServiceError } from './protocols.js';

/** A finding of ValidatePolicy as the API writes it. */
export interface ServedPolicyFinding {
  findingType: string;
  issueCode: string;
  findingDetails: string;
  learnMoreLink: string;
  locations: { path: object[]; span: { start: Position; end: Position } }[];
}

interface Position {
  line: number;
  column: number;
  offset: number;
}

/**
 * Routes of the policy checks. ValidatePolicy answers with the given findings, one a page; CheckNoNewAccess decides by trying requests one
 * by one, with none of the product's code. Spread them into one `restJsonService('access-analyzer', …)`.
 */
export function policyCheckRoutes(findings: readonly ServedPolicyFinding[]): RestRoutes {
  return {
    'POST /policy/validation': ({ body, query }) => {
      parse((body as { policyDocument: string }).policyDocument);
      const at = Number(query.get('nextToken') ?? 0);
      return { findings: findings.slice(at, at + 1), ...(at + 1 < findings.length && { nextToken: String(at + 1) }) };
    },
    'POST /policy/check-no-new-access': ({ body }) => {
      const { existingPolicyDocument, newPolicyDocument } = body as {
        existingPolicyDocument: string;
        newPolicyDocument: string;
      };
      const found = newRequest(parse(existingPolicyDocument), parse(newPolicyDocument));
      if (!found)
        return {
          result: 'PASS',
          message: 'The modified permissions do not grant new access compared to your existing policy.',
        };
      return {
        result: 'FAIL',
        message: 'The modified permissions grant new access compared to your existing policy.',
        reasons: [
          {
            description: `New access in the statement with index: ${found.statement}.`,
            statementIndex: found.statement,
          },
        ],
      };
    },
    'POST /policy/check-access-not-granted': ({ body }) => {
      const { policyDocument, access } = body as { policyDocument: string; access: { actions?: string[] }[] };
      if (access.length > 1) throw new ServiceError(400, 'ValidationException', 'access: at most 1 element');
      const asked = {
        Statement: (access[0]?.actions ?? []).map((Action) => ({ Effect: 'Allow', Action, Resource: '*' })),
      };
      const granted = asked.Statement.some(({ Action }) =>
        newRequest({ Statement: [] }, parse(policyDocument), Action),
      );
      return {
        result: granted ? 'FAIL' : 'PASS',
        message: '',
        ...(granted && { reasons: [{ description: 'granted' }] }),
      };
    },
    'POST /policy/check-no-public-access': ({ body }) => {
      const { policyDocument } = body as { policyDocument: string };
      const open = parse(policyDocument).Statement.some(({ Principal }) => Principal === '*');
      return { result: open ? 'FAIL' : 'PASS', message: '' };
    },
  };
}

function parse(text: string): PolicyJson {
  try {
    return JSON.parse(text) as PolicyJson;
  } catch {
    throw new ServiceError(422, 'UnprocessableEntityException', 'not a policy');
  }
}
