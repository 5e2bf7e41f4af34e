import type { AccessLevel, Action } from '../model/action.js';
import type { Argument } from '../model/argument.js';
import type { ArnPattern } from '../model/arn.js';
import type { DeployedResource } from '../model/function.js';
import type { SourceLocation } from '../model/location.js';
import type { PermissionCondition } from '../model/permission.js';

/** Everything the product knows about AWS. One instance per process; files are read lazily, one per service. */
export interface Catalog {
  /** `<iam-data date>.<n>`: part of every output that depends on it. */
  version: string;

  /** SDK names of a service by v3 package suffix (`cognito-identity-provider`), v2 class (`CognitoIdentityServiceProvider`) or boto3 name (`cognito-idp`). */
  client(name: string): SdkClient | undefined;
  clientOfV2(className: string): SdkClient | undefined;
  clientOfBoto3(name: string): SdkClient | undefined;
  /** v3 package suffix of every client. */
  clients?(): readonly string[];

  /** IAM data of one service prefix. */
  service(prefix: string): ServiceRecord | undefined;
  /** Looks an action up without regard to case; undefined when the catalog does not know it. */
  action(action: string): ActionRecord | undefined;
  prefixes(): readonly string[];

  /** What the caller needs for one call. Never guesses: see `outcome`. */
  authorize(call: AuthorizeInput): Authorization;

  /** What a CloudTrail event says was authorised. */
  event(eventSource: string, eventName: string): EventRecord | undefined;

  /** The IAM resource type of a CloudFormation resource, for one service prefix (an S3 bucket is also `ssm:bucket`). */
  resourceOfCfn(type: string, prefix: string): CfnResourceRecord | undefined;
}

export interface SdkClient {
  /** v3 package suffix: `s3`, `cloudwatch-logs`. The key of all operation data. */
  client: string;
  serviceId: string;
  v2Class?: string;
  boto3?: string;
  /** IAM service prefix of its actions. */
  prefix: string;
  /** `ServiceName.amazonaws.com` label used as CloudTrail eventSource. */
  eventSource?: string;
  /** Every operation in the API's spelling. */
  operations(): readonly string[];
  hasOperation(operation: string): boolean;
  /** API spelling of a camelCase v2/aggregated method (`getObject`), or undefined. */
  operationOfMethod(method: string): string | undefined;
  /** Waiter name (`BucketExists`) → operation (`HeadBucket`); v2's `waitFor('bucketExists')` uses the same with a lower first letter. */
  waiters: { readonly [name: string]: string };
  /** Operations with a paginator. */
  paginators: readonly string[];
}

export interface ServiceRecord {
  prefix: string;
  name: string;
  actions: { readonly [name: string]: ActionRecord };
  resourceTypes: { readonly [type: string]: ResourceTypeRecord };
  conditionKeys: { readonly [key: string]: { type: string } };
}

export interface ActionRecord {
  action: Action;
  accessLevel: AccessLevel;
  /** True when the action takes no resource type: only `*` matches. */
  wildcardOnly: boolean;
  resourceTypes: readonly {
    type: string;
    required: boolean;
    conditionKeys: readonly string[];
    dependentActions: readonly Action[];
  }[];
  conditionKeys: readonly string[];
  dependentActions: readonly Action[];
  permissionOnly?: boolean;
}

export interface ResourceTypeRecord {
  type: string;
  /** With `${Partition}`, `${Region}`, `${Account}` and the type's own placeholders. */
  arn: string;
  conditionKeys: readonly string[];
}

export interface AuthorizeInput {
  client: string;
  operation: string;
  input: Argument;
  /** Region of the client when the code sets one. */
  region?: Argument;
  endpoint?: Argument;
  /** Deployed resources, so that a reference to a queue's URL becomes the queue's ARN and its key is known. */
  resources?: { readonly [target: string]: DeployedResource };
  /** Also fill condition keys from the call (`--conditions`). */
  conditions?: boolean;
}

export interface Authorization {
  /** `permissionless`: the call needs none. `unknown-operation`: not in the catalog. `unknown-action`: known operation, no proved action. */
  outcome: 'authorized' | 'permissionless' | 'unknown-operation' | 'unknown-action';
  /** For `permissionless`, why, with its source. */
  why?: string;
  source?: string;
  needs: Need[];
  /** What could not be decided because the input is partly unknown: shown, never granted. */
  questions: OpenQuestion[];
}

export interface Need {
  action: Action;
  /** `required` always; `conditional` because of an argument that is set; `optional` never granted without its condition. */
  kind: 'required' | 'conditional' | 'optional';
  /** The condition in words, for `conditional` and `optional`: `VersionId is set`. */
  when?: string;
  resourceType?: string;
  resource: ArnPattern;
  condition?: PermissionCondition;
  evidence: CatalogEvidence;
}

export interface CatalogEvidence {
  /** How the mapping is known. `name`: operation and action have one name. `verb`: HTTP verb. `override`: by hand, with a link. */
  kind: 'name' | 'verb' | 'override' | 'dependent' | 'model';
  source?: string;
}

/** `s3:GetObjectVersion may be needed: VersionId may be set by '...opts' at src/x.ts:4`. */
export interface OpenQuestion {
  action: Action;
  when: string;
  reason: string;
  at?: SourceLocation;
}

export interface EventRecord {
  eventSource: string;
  eventName: string;
  /** Operations that log this event, as `<client>:<Operation>`. */
  operations: readonly string[];
  actions: readonly Action[];
  /** Further actions the call may have needed although its event never shows it: what was deleted in bulk is not logged. */
  unshown?: readonly Action[];
  /** `management` is on by default; `data` only when selected; `never` is not logged, or not known to be. */
  visibility: 'management' | 'data' | 'never';
  /** For `data`: the resource type that a trail must select, `AWS::S3::Object`. */
  dataType?: string;
  permissionless?: boolean;
}

export interface CfnResourceRecord {
  type: string;
  resourceType: string;
  arn: string;
  /** What `Ref` returns: the ARN, the value of the ARN's last placeholder (a name or id), a URL, or something else. */
  ref: 'arn' | 'name' | 'url' | 'other';
  /** Attribute that `Fn::GetAtt` gives the ARN by; absent when `Ref` is the ARN or none does. */
  arnAttribute?: string;
}
