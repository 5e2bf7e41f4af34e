import type { Finding } from './finding.js';
import type { SourceLocation } from './location.js';
import type { Permission } from './permission.js';
import type { PolicyDocument } from './policy.js';
import type { Text } from './text.js';

/** What is deployed, read from templates or guessed from a bare folder. Paths are relative to `root`. */
export interface Project {
  /** Absolute path of the folder every relative path starts from. */
  root: string;
  /** `sam`, `cloudformation`, `cdk`, `serverless`, `terraform`, `zip`, `folder`: decides the default output format. */
  kind: string;
  functions: LambdaFunction[];
  /** Resources of every template read, by the name the template gives them. */
  resources: { [target: string]: DeployedResource };
  findings: Finding[];
  /** Per template file: its kind and its own resources. Two templates may use one name; `resources` above keeps the first. */
  templates?: { [file: string]: { kind: string; resources: { [target: string]: DeployedResource } } };
}

export interface LambdaFunction {
  /** Logical id, or folder or file name. Unique in the project. */
  id: string;
  handler: HandlerReference;
  runtime?: string;
  /** Folder of the function's code, relative to the root. */
  codePath: string;
  /** Deployed name when declared: the log group is `/aws/lambda/<name>`. */
  functionName?: Text;
  environment: { [name: string]: Text };
  triggers: Trigger[];
  /** Permissions the platform needs with this role, whatever the code does (event sources, VPC, tracing …). */
  platform: Permission[];
  /** Extensions of layers that call AWS with the function's role: what they fetch is in no SDK call. */
  calledByLayers?: readonly CalledByLayer[];
  /** The policy the function has today, where the project declares it. */
  declared?: DeclaredPolicy;
  /** Where the function is declared; absent for a bare folder. */
  declaredAt?: SourceLocation;
  /** Key of `Project.templates` whose names the function's environment uses; absent for a bare folder. */
  template?: string;
  /** Files analysed instead of those on disk (bundles with source maps, zips): path → text. */
  virtualFiles?: { [file: string]: string };
}

/** Actions that the extension of a layer may need. */
export interface CalledByLayer {
  layer: string;
  actions: readonly string[];
}

/** The resources whose names a function's environment and code use: those of its own template. */
export function resourcesFor(fn: LambdaFunction, project: Project): { readonly [target: string]: DeployedResource } {
  const own = fn.template === undefined ? undefined : project.templates?.[fn.template];
  return own?.resources ?? project.resources;
}

export interface HandlerReference {
  /** Module file relative to the project root. */
  file: string;
  /** Exported name, dotted for nested (`default.handler`). */
  export: string;
}

export interface DeployedResource {
  target: string;
  /** CloudFormation type, also for other frameworks' resources. */
  type: string;
  at: SourceLocation;
  /** The name the template declares (`TableName`, `BucketName`, `QueueName` …), for matching by name. */
  declaredName?: Text;
  /** The customer managed key that encrypts it, as an ARN pattern or key reference. */
  encryptionKey?: Text;
  /** Properties the catalog's rules ask for, by CloudFormation property path; values that are strings. */
  properties: { [path: string]: Text };
}

export interface Trigger {
  /** `sqs`, `s3`, `dynamodb-stream`, `kinesis`, `sns`, `event-rule`, `schedule`, `api`, `websocket`, `cognito`, `iot`, … */
  kind: string;
  /** The resource that invokes the function, when the template names it. */
  source?: Text;
  at: SourceLocation;
}

/** The policies a function's role has according to the project. */
export interface DeclaredPolicy {
  /** Role's name in the template; two functions with one role share it. */
  role?: string;
  documents: DeclaredDocument[];
  /** Managed policies whose text is not in the project (`AmazonS3ReadOnlyAccess` or an ARN), and inline ones that cannot be read. */
  unknownManagedPolicies: { name: string; at: SourceLocation; isInline?: true }[];
  boundary?: Text;
  /** What resources and values of conditions of the documents were written from, where they hold references: `${Orders.Arn}/*`. */
  texts?: { [written: string]: Text };
}

export interface DeclaredDocument {
  /** `inline`, `SAM policy template S3ReadPolicy`, `connector`, `managed policy AWSLambdaBasicExecutionRole`. */
  origin: string;
  /** References are rendered as `${LogicalId.Arn}`, the same way as our own output, so that both compare. */
  document: PolicyDocument;
  at: SourceLocation;
  /** The framework attaches it whatever the template says about policies: no edit of the template takes it away. */
  implicit?: true;
}
