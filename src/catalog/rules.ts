import type { Action } from '../model/action.js';
import type { CatalogEvidence } from './types.js';

/**
 * The rule language of the catalog, as the builder writes it into `operations/<client>.json`. Everything here is data: no rule names a
 * service in code.
 */
export interface OperationsFile {
  client: string;
  waiters: { [name: string]: string };
  paginators: string[];
  operations: { [operation: string]: OperationRecord };
}

/** `{}` means: the operation is known, but no action is proved for it. */
interface OperationRecord {
  grants?: GrantRule[];
  /** What the call needs in place of `grants` when the condition holds: a directory bucket is another service. */
  instead?: { when: When; grants: GrantRule[] }[];
  permissionless?: string;
  source?: string;
}

/**
 * Members of the request: `Bucket`, `Delete.Objects[].Key`, `RequestItems{}` (each value of a map). Inside a grant with `each`, a path that
 * starts with `.` begins at the element, and `@key` is the element's key in its map. `#endpoint` is the client's endpoint.
 */
export type Path = string;

/** A plain path means: the member is set. */
export type When =
  | Path
  | { any: When[] }
  | { all: When[] }
  | { not: When }
  /** The code names the member, whatever its value turns out to be. */
  | { named: Path }
  | { equals: [Path, ...(string | number | boolean)[]] }
  | { matches: [Path, string] }
  /** The member is a reference to a resource of this CloudFormation type. */
  | { isA: [Path, string] }
  /** The deployed resource that the member names is encrypted with a customer managed key. */
  | { customerKey: Path }
  /** The deployed resource that the member names sets this CloudFormation property. */
  | { deployed: [Path, string] };

export interface GrantRule {
  action: Action;
  kind?: 'required' | 'conditional' | 'optional';
  /** One grant for each element: `TransactItems[].Put`. No element, no grant. */
  each?: Path;
  /** With `each`: an element that can't be seen still counts, with everything in it unknown. */
  assume?: boolean;
  /** Granted when this is true of some value the code can pass; asked about when it can't be decided. */
  when?: When;
  /** Granted except when this is true of every value the code can pass. */
  unless?: When;
  /** Never granted, only asked about, for this reason: what decides is not in the request. */
  ask?: string;
  /** The condition in words, where the generated ones would not be understood. */
  words?: string;
  on: (ResourceRule | '*')[];
  condition?: { [operator: string]: { [key: string]: (string | ValueRule)[] } };
  /** Condition keys that are filled only with `--conditions`. */
  narrow?: { [operator: string]: { [key: string]: (string | ValueRule)[] } };
  evidence: CatalogEvidence['kind'];
  source?: string;
  why?: string;
}

/**
 * A condition value taken from the request, or a string with `${Region}`, `${UrlSuffix}` holes. A condition key that ends in `{}` stands
 * for one key per entry of the map: `kms:EncryptionContext:{}`.
 */
export interface ValueRule {
  from?: Path;
  /**
   * `sole`: only when the path finds exactly one value (the one key attribute of a table without a sort key), as DynamoDB writes it.
   * `attributes`: the attributes that the expression at the path names, with those of `and`; only when all of them are known.
   */
  as?: 'sole' | 'attributes';
  /** More expressions, or maps (`Item{}`) whose keys are attributes; those that are absent count for nothing. */
  and?: Path[];
  /** The ARN of a resource that the request names. */
  resource?: ResourceRule;
}

export interface ResourceRule {
  /** Resource type of the action's service, or `<prefix>:<type>` of another. */
  type?: string;
  /** ARN template, where it is not the type's own. */
  template?: string;
  /** Placeholder → where its value comes from. */
  fill?: { [placeholder: string]: Fill };
  /** Member that holds the whole ARN. */
  whole?: Path;
  /** Converter of `whole`. */
  as?: string;
  /** Literal text after the resource: `:*`. */
  suffix?: string;
  /** Used only when its members are set. */
  optional?: boolean;
  when?: When;
  unless?: When;
  /** The customer managed key of the deployed resource that this member names. */
  keyOf?: Path;
  /** A property of the deployed resource that a member names: `['taskDefinition', 'TaskRoleArn']`. */
  propertyOf?: [Path, string];
}

export type Fill = Path | FillRule;

export interface FillRule {
  /** First path that is set wins. */
  from?: Path | Path[];
  /** Converter in src/catalog/convert; `name-or-arn` when absent. */
  as?: string;
  /** Used when no path is set. */
  default?: string;
}
