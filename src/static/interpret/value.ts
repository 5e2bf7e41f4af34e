import type { Argument } from '../../model/argument.js';
import type { LedgerEntry } from '../../model/ledger.js';
import type { SourceLocation } from '../../model/location.js';
import type { SdkCall } from '../../model/sdk-call.js';
import type { Text } from '../../model/text.js';

/**
 * The abstract values of the interpreter. Language-neutral: a front end (TypeScript now, Python later) makes functions and classes
 * that carry its own syntax in `code`; nothing here knows a syntax tree or an SDK.
 */
export type Value =
  | StringValue
  | ConstantValue
  | ObjectValue
  | ArrayValue
  | FunctionValue
  | NativeValue
  | ExternalValue
  | UnionValue
  | UnknownValue;

export interface StringValue {
  kind: 'string';
  text: Text;
}

/** `undefined`, `null`, booleans, numbers, bigints, regular expressions that nobody needs to look into. */
export interface ConstantValue {
  kind: 'constant';
  value: undefined | null | boolean | number | bigint;
}

/** Plain objects, class instances, module namespaces, Maps and Sets (as `entries`). Mutable: shared by identity like at run time. */
export interface ObjectValue {
  kind: 'object';
  /** Allocation site and context: two values with one id are the same object. */
  id: string;
  fields: Map<string, Value>;
  /** Accessors and lazy module exports: forced on read. */
  getters?: Map<string, (receiver?: Value) => Value>;
  setters?: Map<string, (value: Value, receiver: Value) => void>;
  /** Fields whose name is not a literal. */
  computed?: { key: Value; value: Value }[];
  /** Prototype chain: the class's prototype object. */
  proto?: ObjectValue;
  /** Set when more fields may exist than are listed. */
  open?: UnknownValue;
  /** Where members come from that neither the object nor its prototypes have: `class Repo extends S3Client` is also that client. */
  bases?: Value[];
  /** The interpreter's own note of when and under which conditions the object was made; absent for objects of models. */
  allocation?: Allocation;
}

/** When a mutable value was made: `born` counts interpreter events, `frame` is the innermost condition that holds there. */
export interface Allocation {
  born: number;
  frame: unknown;
  /** Time of the last change. */
  changedAt?: number;
}

export interface ArrayValue {
  kind: 'array';
  id: string;
  items: Value[];
  /** Join of the elements whose position is not known (pushed in loops, mapped from unknown lists). */
  rest?: Value;
  allocation?: Allocation;
}

/** Functions, methods, arrows, generators and classes of the analysed code, with the environment they close over. */
export interface FunctionValue {
  kind: 'function';
  id: string;
  name: string;
  /** The front end's own payload: node, environment, home object. */
  code: unknown;
  /** Static members and `prototype`. */
  properties: ObjectValue;
  /** Set by `bind` and method extraction. */
  boundThis?: Value;
  boundArguments?: Value[];
}

/** A built-in whose meaning the interpreter knows (`Promise.all`, `Array.prototype.map`). */
export interface NativeValue {
  kind: 'native';
  name: string;
  call(context: CallContext, thisValue: Value, args: Value[]): Value;
  construct?(context: CallContext, args: Value[]): Value;
  properties?: ObjectValue;
}

/** A value whose meaning is known to a model outside the interpreter: SDK modules, clients, commands, summarised libraries. */
export interface ExternalValue {
  kind: 'external';
  model: ExternalModel;
  /** Two external values with one key are the same value (used in joins and memo keys). */
  key: string;
  /** The model's own payload. */
  data: unknown;
}

/** At most twelve alternatives, flat; more becomes Unknown with the alternatives as `inner`. */
export interface UnionValue {
  kind: 'union';
  of: Value[];
}

/** Anything. Keeps why and where, and the values that may hide inside it (a client given to an unknown package). */
export interface UnknownValue {
  kind: 'unknown';
  reason: string;
  at?: SourceLocation;
  /** `event.Records[].body`: where it comes from, when it is reached by property access from a named unknown. */
  source?: string;
  inner?: Value[];
  /** Set for the handler's arguments, in which code may keep things between its calls. */
  allocation?: Allocation;
  /** True for a member of something unknown: calling it does not mean calling what hides inside. */
  derived?: boolean;
  /** What the declared type says of its members, when the front end can tell; undefined for members it says nothing of. */
  hint?: (property: string) => Value | undefined;
}

/** What a model does when code uses one of its values. Returning undefined means "I do not know this member". */
export interface ExternalModel {
  readonly name: string;
  get(self: ExternalValue, property: string, context: CallContext): Value | undefined;
  call?(self: ExternalValue, thisValue: Value, args: Value[], context: CallContext): Value;
  construct?(self: ExternalValue, args: Value[], context: CallContext): Value;
  /** Called for `class X extends <self>`: lets `class Repo extends S3Client` stay a client. */
  extend?(self: ExternalValue, context: CallContext): Value;
  /** Property names that code may enumerate (`Object.values(sdk)`), when finite. */
  keys?(self: ExternalValue): readonly string[];
  /** Whether the value answers for a name when it hides in an unknown one; by default when `get` knows the name. */
  claims?(self: ExternalValue, property: string): boolean;
  /** Set when giving the value to code that is not analysed is worth telling: a client may be used there. */
  escapes?: boolean;
  /** Called when the value is given to code that is not analysed, once for each place. */
  givenAway?(self: ExternalValue, context: CallContext): void;
  /** A member whose name is not a literal. Without this, the interpreter joins the members that `keys` lists or reports the site. */
  getComputed?(self: ExternalValue, key: Value, context: CallContext): Value | undefined;
}

/** What a client adds to a command that was charged when it was built. */
export interface Sending extends Pick<SdkCall, 'input' | 'region' | 'endpoint' | 'otherCredentials'> {
  /** The input the command was charged with when it was constructed. */
  constructed: Argument;
  /** The command's operation: one site may build several (`new commands[name](input)`). */
  operation?: string;
  /** Replaces the call's form (`presigned url`). */
  form?: string;
}

/** What the interpreter offers to models and natives at one call site. */
export interface CallContext {
  at: SourceLocation;
  /** Enclosing functions from the handler inwards. */
  path: readonly string[];
  inErrorPath: boolean;
  /** `process.env`. */
  environment?: Value;
  /** Records a call the handler reaches. Same site and same input twice is one call; different inputs are kept apart. */
  charge(call: Omit<SdkCall, 'location' | 'path' | 'inErrorPath'> & { location?: SourceLocation }): void;
  /**
   * Upgrades calls charged at `location` from `constructed` to `sent`. With `sending`, only the call whose frozen input was
   * `sending.constructed` is upgraded, and it takes over the input at the time of sending and what the client says; a further
   * sending of the same command that says something else is a further call.
   */
  markSent(location: SourceLocation, sending?: Sending): void;
  /** Runs a value as a function of the analysed code, as an unknown callee would. */
  invoke(callee: Value, thisValue: Value, args: Value[]): Value;
  get(object: Value, property: string): Value;
  /** Gives values to code that is not analysed: functions and methods among them are run with unknown arguments. */
  escape?(values: readonly Value[]): void;
  /** Freezes a value into the serialisable form of `SdkCall.input`; bounded in depth and size. */
  toArgument(value: Value): Argument;
  /** Reports something that could not be resolved; ends in the ledger. */
  report(entry: Omit<LedgerEntry, 'location'> & { location?: SourceLocation }): void;
  /** The literal union of an expression's declared type (`as 'get' | 'put'`), when the front end can read it from syntax alone. */
  declaredLiterals(argumentIndex: number): readonly string[] | undefined;
}

/** Resolves the packages that are models instead of code. */
export interface ExternalModules {
  /** The namespace of a package or deep import (`@aws-sdk/client-s3`, `aws-sdk/clients/s3`, `middy`), or undefined when it is not a model. */
  resolve(specifier: string): ExternalValue | undefined;
  /** Client of a declared type name imported from a package: `S3Client` from `@aws-sdk/client-s3`; for receivers known only by annotation. */
  valueOfType(specifier: string, typeName: string): Value | undefined;
  /** Value of a class or module wrapper that static/parse/bundle.ts recognised in bundled code; used instead of evaluating the syntax. */
  valueOfBundled?(recognised: BundledSdk): Value | undefined;
}

/**
 * SDK code recognised inside a bundle by its shape; see static/parse/bundle. `service` is a name the code has: `S3Client`, `com.amazonaws.s3`,
 * `aws-sdk:s3` for version 2.
 */
export type BundledSdk =
  /** A function that fills a CommonJS module: calling it makes the module the namespace of that package. */
  | { kind: 'module'; specifier?: string; service?: string }
  /** A class that is an export of a modelled package. */
  | { kind: 'export'; specifier: string; name: string }
  | { kind: 'client'; service?: string }
  | { kind: 'command'; service: string; operation: string };
