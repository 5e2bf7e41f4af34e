import { z } from 'zod';
import type { PolicyDocument } from '../../model/policy.js';
import { UserError } from '../../model/user-error.js';
import { normalize } from '../../prove/index.js';
import type { AccountRole } from '../model/inputs.js';
import { checkShape, parseJson } from './parse-json.js';

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
      AssumeRolePolicyDocument: document.optional(),
      Tags: z.array(z.looseObject({ Key: z.string(), Value: z.string() })).default([]),
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
type Find = (arn: string) => PolicyDocument | undefined;

const ADVICE = 'make it with: aws iam get-account-authorization-details > authorization-details.json';
const WHAT = 'the authorization details of an account';

/**
 * The roles of an account, from the JSON of `GetAccountAuthorizationDetails`. `find` is asked for managed policies that are not in it. What
 * cannot be read of a role is told as its problem. Throws UserError for anything else, and for the first page of several.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export function parseAuthorizationDetails(text: string, file: string, find: Find = () => undefined): AccountRole[] {
  const details = parseJson(text, file, schema, WHAT, ADVICE);
  if (details.IsTruncated)
    throw new UserError(`${file} is one page of several`, {
      advice: 'read all pages; the AWS CLI does unless told not to',
    });
  return rolesOf(details, find);
}

/** The same from the pages of an account that is asked. */
export function rolesOfPages(
  pages: readonly { RoleDetailList: object[]; Policies: object[] }[],
  find: Find = () => undefined,
): AccountRole[] {
  const whole = {
    RoleDetailList: pages.flatMap(({ RoleDetailList }) => RoleDetailList),
    Policies: pages.flatMap(({ Policies }) => Policies),
  };
  return rolesOf(checkShape(whole, "IAM's answer", schema, WHAT, 'repeat the command'), find);
}

function rolesOf({ RoleDetailList, Policies }: Details, find: Find): AccountRole[] {
  const managed = new Map(Policies.map((policy) => [policy.Arn, policy]));
  return RoleDetailList.map((role) => roleOf(role, managed, find));
}

function roleOf(role: Detail, managed: ReadonlyMap<string, Details['Policies'][number]>, find: Find): AccountRole {
  const problems: string[] = [];
  const read = (value: z.infer<typeof document>, what: string): PolicyDocument | undefined => {
    try {
      return policyOf(value);
    } catch (error) {
      problems.push(`${what} cannot be read: ${(error as Error).message}`);
      return undefined;
    }
  };
  const textOf = (arn: string) => {
    const version = managed.get(arn)?.PolicyVersionList.find((one) => one.IsDefaultVersion);
    return version?.Document === undefined ? find(arn) : read(version.Document, `managed policy ${arn}`);
  };
  const boundaryArn = role.PermissionsBoundary?.PermissionsBoundaryArn;
  const boundary = boundaryArn === undefined ? undefined : textOf(boundaryArn);
  const inline = role.RolePolicyList.map(({ PolicyName, PolicyDocument }) => {
    const origin = `inline policy ${PolicyName}`;
    return { origin, name: PolicyName, document: read(PolicyDocument, origin) };
  });
  const attached = role.AttachedManagedPolicies.map(({ PolicyName, PolicyArn }) => ({
    origin: `managed policy ${PolicyName}`,
    name: PolicyArn,
    document: textOf(PolicyArn),
  }));
  const made = timeOf(role.CreateDate);
  const all = [...inline, ...attached];
  const trust =
    role.AssumeRolePolicyDocument === undefined ? undefined : read(role.AssumeRolePolicyDocument, 'the trust policy');
  return {
    id: role.Arn,
    name: role.RoleName,
    arn: role.Arn,
    path: role.Path ?? '/',
    functions: [],
    policies: all.flatMap(({ origin, document: found }) => (found ? [{ origin, document: found }] : [])),
    ...(boundary && { boundary }),
    ...(trust && { trust }),
    unknownPolicies: [
      ...all.flatMap(({ name, document: found }) => (found ? [] : [name])),
      ...(boundaryArn !== undefined && !boundary ? [boundaryArn] : []),
    ],
    ...(problems.length > 0 && { problems }),
    ...(role.Tags.length > 0 && { tags: role.Tags.map(({ Key, Value }) => ({ key: Key, value: Value })) }),
    // An empty record says that there was no use; no record says nothing.
    ...(role.RoleLastUsed && { lastUsed: timeOf(role.RoleLastUsed.LastUsedDate) }),
    ...(made !== null && { createdAt: made }),
    needs: new Map(),
  };
}

/** The API answers URL-encoded JSON, the CLI prints objects. Throws for what is no policy. */
function policyOf(value: z.infer<typeof document>): PolicyDocument {
  const parsed = (typeof value === 'string' ? JSON.parse(decodeURIComponent(value)) : value) as PolicyDocument;
  normalize(parsed);
  return parsed;
}

/** The CLI writes `2026-01-31T00:00:00+00:00`. */
function timeOf(text: string | undefined): string | null {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : `${new Date(time).toISOString().slice(0, 19)}Z`;
}
