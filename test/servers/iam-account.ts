import { escapeXml, ServiceError } from './protocols.js';

/** A role as GetAccountAuthorizationDetails tells it; documents are objects here and URL-encoded on the wire. */
export interface ServedDetail {
  arn: string;
  path?: string;
  created?: string;
  trust?: unknown;
  inline?: { [name: string]: unknown };
  /** Names of managed policies by ARN. */
  attached?: readonly string[];
  boundary?: string;
  /** null: IAM has a record without a use. */
  lastUsed?: string | null;
  tags?: { [key: string]: string };
}

export interface ServedPolicy {
  arn: string;
  description?: string;
  /** Versions, oldest first; the last one is the default. */
  versions: readonly unknown[];
}

/** RFC 3986, as IAM encodes documents: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html */
const encoded = (document: unknown): string =>
  encodeURIComponent(typeof document === 'string' ? document : JSON.stringify(document)).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
const list = <T>(tag: string, items: readonly T[], show: (item: T) => string): string =>
  `<${tag}>${items.map((item) => `<member>${show(item)}</member>`).join('')}</${tag}>`;

/** The answer of GetAccountAuthorizationDetails: roles first, then policies, `pageSize` of both on a page at most. */
export function accountDetails(
  roles: readonly ServedDetail[],
  policies: readonly ServedPolicy[],
  pageSize: number,
): (form: URLSearchParams) => string {
  return (form) => {
    const filter = [...form].filter(([key]) => key.startsWith('Filter.member.')).map(([, value]) => value);
    if (filter.some((word) => !/^(User|Role|Group|LocalManagedPolicy|AWSManagedPolicy)$/.test(word)))
      throw new ServiceError(400, 'ValidationError', 'Filter');
    const wanted = (word: string) => filter.length === 0 || filter.includes(word);
    const items = [
      ...(wanted('Role') ? roles.map((role) => ({ role, policy: undefined })) : []),
      ...policies
        .filter(({ arn }) => wanted(arn.includes(':aws:policy/') ? 'AWSManagedPolicy' : 'LocalManagedPolicy'))
        .map((policy) => ({ role: undefined, policy })),
    ];
    const start = Number(form.get('Marker') ?? 0);
    const end = start + Math.min(pageSize, Number(form.get('MaxItems') ?? 100));
    const page = items.slice(start, end);
    return [
      '<UserDetailList/><GroupDetailList/>',
      list(
        'RoleDetailList',
        page.flatMap(({ role }) => role ?? []),
        roleXml,
      ),
      list(
        'Policies',
        page.flatMap(({ policy }) => policy ?? []),
        policyXml,
      ),
      `<IsTruncated>${end < items.length}</IsTruncated>`,
      end < items.length ? `<Marker>${end}</Marker>` : '',
    ].join('');
  };
}

function roleXml({ arn, path = '/', created = '2026-01-01T00:00:00Z', ...role }: ServedDetail): string {
  const used = role.lastUsed === undefined ? '' : role.lastUsed === null ? '<RoleLastUsed/>' : lastUsed(role.lastUsed);
  return [
    `<Path>${path}</Path><RoleName>${nameOf(arn)}</RoleName><RoleId>AROAEXAMPLE</RoleId><Arn>${arn}</Arn><CreateDate>${created}</CreateDate>`,
    role.trust === undefined ? '' : `<AssumeRolePolicyDocument>${encoded(role.trust)}</AssumeRolePolicyDocument>`,
    '<InstanceProfileList/>',
    list(
      'RolePolicyList',
      Object.entries(role.inline ?? {}),
      ([name, document]) =>
        `<PolicyName>${escapeXml(name)}</PolicyName><PolicyDocument>${encoded(document)}</PolicyDocument>`,
    ),
    list(
      'AttachedManagedPolicies',
      role.attached ?? [],
      (one) => `<PolicyName>${nameOf(one)}</PolicyName><PolicyArn>${one}</PolicyArn>`,
    ),
    role.boundary === undefined
      ? ''
      : `<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType><PermissionsBoundaryArn>${role.boundary}</PermissionsBoundaryArn></PermissionsBoundary>`,
    list(
      'Tags',
      Object.entries(role.tags ?? {}),
      ([key, value]) => `<Key>${escapeXml(key)}</Key><Value>${escapeXml(value)}</Value>`,
    ),
    used,
  ].join('');
}

const lastUsed = (time: string): string =>
  `<RoleLastUsed><LastUsedDate>${time}</LastUsedDate><Region>eu-west-1</Region></RoleLastUsed>`;

function policyXml({ arn, description, versions }: ServedPolicy): string {
  return [
    `<PolicyName>${nameOf(arn)}</PolicyName><Arn>${arn}</Arn><DefaultVersionId>v${versions.length}</DefaultVersionId>`,
    description === undefined ? '' : `<Description>${escapeXml(description)}</Description>`,
    list(
      'PolicyVersionList',
      versions.map((document, index) => ({ document, index })).toReversed(),
      ({ document, index }) =>
        `<Document>${encoded(document)}</Document><VersionId>v${index + 1}</VersionId><IsDefaultVersion>${index === versions.length - 1}</IsDefaultVersion>`,
    ),
  ].join('');
}
