import type { DeclaredPolicy, Trigger } from '../model/function.js';
import type { SourceLocation } from '../model/location.js';
import type { Text } from '../model/text.js';

/**
 * One declared function in the words every framework shares. The readers fill it; handlers, platform permissions and findings are
 * worked out from it, so that a rule is written once for all frameworks.
 */
export interface FunctionSpec {
  id: string;
  at: SourceLocation;
  /** Deployed name, when declared. */
  functionName?: Text;
  /** What a reference to the function's generated name is written as (its logical id), where the framework has such references. */
  nameTarget?: string;
  /** As declared: `nodejs22.x`. Several when a condition decides. */
  runtimes: string[];
  handler?: { text: string; at: SourceLocation };
  code: CodeLocation;
  environment: { [name: string]: Text };
  /** Place of each variable. */
  environmentAt: { [name: string]: SourceLocation };
  role?: RoleReference;
  declared?: DeclaredPolicy;
  triggers: Trigger[];
  eventSources: EventSource[];
  logging: { group?: Text; groupDeclared: boolean; at: SourceLocation };
  tracing?: Located;
  network?: Located;
  environmentKey?: LocatedText;
  fileSystems: LocatedText[];
  layers: LocatedText[];
  deadLetter?: LocatedText;
  /** On-failure and on-success targets of asynchronous invocation. */
  destinations: LocatedText[];
  durable?: Located;
  codeSigning?: Located;
  /** Resource-based permissions of the function. */
  invokePermissions: InvokePermission[];
}

interface Located {
  at: SourceLocation;
}

export interface LocatedText extends Located {
  text: Text;
  /** Service of the target where the template says it beside an ARN that does not (`Type: SQS`). */
  service?: string;
}

/** The role the function runs with. */
interface RoleReference extends Located {
  /** Name in the template, or the ARN when the role is declared elsewhere. Functions with one key share one role. */
  key: string;
}

export type CodeLocation =
  /** `path` is a folder or a single file relative to the root. */
  | { kind: 'local'; path: string; at: SourceLocation; entryPoints?: string[] }
  /** The source module of a bundle. */
  | { kind: 'source'; file: string; export: string; bundle: string; at: SourceLocation }
  /** `environment`: what the program reads that the template fills into its text. */
  | { kind: 'inline'; text: string; environment: { [name: string]: Text }; at: SourceLocation }
  | { kind: 'archive'; path: string; at: SourceLocation }
  | { kind: 'remote'; where: string; at: SourceLocation }
  | { kind: 'image'; at: SourceLocation; dockerfile?: string; context?: string; command?: string };

/** What Lambda polls for the function, with the role's permissions. */
export interface EventSource extends Located {
  /** Key of the table in platform/event-source-table.ts. */
  kind: string;
  source: Text;
  /** Where Lambda sends batches it gave up on. */
  onFailure?: LocatedText;
  /** Secrets and the like (`SourceAccessConfigurations`): type → ARN. */
  access: { type: string; text: Text; at: SourceLocation }[];
  /** Kinesis enhanced fan-out consumer: `source` is the consumer's ARN. */
  consumer?: boolean;
  kmsKey?: Text;
}

interface InvokePermission extends Located {
  principal: string;
  sourceArn?: Text;
  sourceAccount?: Text;
  /** `PrincipalOrgID` and function URL auth bound the callers, too. */
  bounded?: boolean;
}
