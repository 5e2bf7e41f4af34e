import { z } from 'zod';
import type { PolicyDocument } from '../../model/policy.js';
import { UserError } from '../../model/user-error.js';
import { normalize } from '../../prove/index.js';
import type { RoleInput } from '../model/inputs.js';
import { parseJson } from './parse-json.js';

/** A policy is an object, as the CLI prints it, or URL-encoded JSON, as the API returns it. */
const document = z.union([z.string(), z.looseObject({})]);
const attached = z.array(z.looseObject({ PolicyName: z.string(), PolicyArn: z.string() }));

const schema = z.looseObject({
  IsTruncated: z.boolean().optional(),
  RoleDetailList: z.array(
    z.looseObject({
      Path: z.string().optional(),
      RoleName: z.string(),
      Arn: z.string().regex(/^arn:[\w-]+:iam::\d{12}:role\/.+$/),
      CreateDate: z.string().optional(),
      RolePolicyList: z.array(z.looseObject({ PolicyName: z.string(), PolicyDocument: document })).default([]),
      AttachedManagedPolicies: attached.default([]),
      PermissionsBoundary: z.looseObject({ PermissionsBoundaryArn: z.string() }).optional(),
      RoleLastUsed: z.looseObject({ LastUsedDate: z.string().optional() }).optional(),
    }),
  ),
  Policies: z
    .array(
      z.looseObject({
        Arn: z.string(),
        PolicyVersionList: z
          .array(z.looseObject({ IsDefaultVersion: z.boolean(), Document: document.optional() }))
          .default([]),
      }),
    )
    .default([]),
});

type Details = z.infer<typeof schema>;
type Detail = Details['RoleDetailList'][number];

const ADVICE = 'make it with: aws iam get-account-authorization-details > authorization-details.json';

/**
 * The roles of an account, from the JSON of `GetAccountAuthorizationDetails`; service-linked roles, which only AWS can change, are left
 * out. Throws UserError for anything else, and for the first page of several.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export function parseAuthorizationDetails(text: string, file: string): RoleInput[] {
  const details = parseJson(text, file, schema, 'the authorization details of an account', ADVICE);
  if (details.IsTruncated)
    throw new UserError(`${file} is one page of several`, {
      advice: 'read all pages; the AWS CLI does unless told not to',
    });
  const managed = new Map(details.Policies.map((policy) => [policy.Arn, policy]));
  return details.RoleDetailList.filter(({ Path }) => !Path?.startsWith('/aws-service-role/')).map((role) =>
    roleOf(role, managed, file),
  );
}

function roleOf(role: Detail, managed: ReadonlyMap<string, Details['Policies'][number]>, file: string): RoleInput {
  const textOf = (arn: string) => {
    const version = managed.get(arn)?.PolicyVersionList.find((one) => one.IsDefaultVersion);
    return version?.Document === undefined ? undefined : read(version.Document, arn, file);
  };
  const boundaryArn = role.PermissionsBoundary?.PermissionsBoundaryArn;
  const boundary = boundaryArn === undefined ? undefined : textOf(boundaryArn);
  const known = role.AttachedManagedPolicies.map(({ PolicyName, PolicyArn }) => ({
    origin: `managed policy ${PolicyName}`,
    arn: PolicyArn,
    document: textOf(PolicyArn),
  }));
  return {
    id: role.Arn,
    name: role.RoleName,
    arn: role.Arn,
    functions: [],
    policies: [
      ...role.RolePolicyList.map(({ PolicyName, PolicyDocument }) => ({
        origin: `inline policy ${PolicyName}`,
        document: read(PolicyDocument, `${role.RoleName}/${PolicyName}`, file),
      })),
      ...known.flatMap(({ origin, document: found }) => (found ? [{ origin, document: found }] : [])),
    ],
    ...(boundary && { boundary }),
    unknownPolicies: [
      ...known.flatMap(({ arn, document: found }) => (found ? [] : [arn])),
      ...(boundaryArn !== undefined && !boundary ? [boundaryArn] : []),
    ],
    // An empty record says that there was no use; no record says nothing.
    ...(role.RoleLastUsed && { lastUsed: timeOf(role.RoleLastUsed.LastUsedDate) }),
    ...(role.CreateDate !== undefined && { createdAt: role.CreateDate }),
    needs: new Map(),
  };
}

function read(value: z.infer<typeof document>, what: string, file: string): PolicyDocument {
  try {
    const parsed = (typeof value === 'string' ? JSON.parse(decodeURIComponent(value)) : value) as PolicyDocument;
    normalize(parsed);
    return parsed;
  } catch (error) {
    throw new UserError(`${file} holds no policy for ${what}: ${(error as Error).message}`, { advice: ADVICE });
  }
}

/** The CLI writes `2026-01-31T00:00:00+00:00`. */
function timeOf(text: string | undefined): string | null {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : `${new Date(time).toISOString().slice(0, 19)}Z`;
}
