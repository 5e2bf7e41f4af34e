import type { LedgerEntry } from '../../model/ledger.js';
import type { Text } from '../../model/text.js';
import type { ts } from '../parse/ast.js';
import type { FileProblem } from '../parse/file-access.js';
import type { ProjectFiles } from '../parse/project-files.js';
import type { Budget } from './budget.js';
import type { Charges } from './charges.js';
import type { Completion } from './completion.js';
import type { Binding, Frame } from './frame.js';
import type { Heap } from './heap.js';
import type { Activation, ModuleRecord, Scope } from './scope.js';
import type { ArrayValue, CallContext, ExternalModules, FunctionValue, ObjectValue, Value } from './value.js';

/**
 * What every part of the interpreter sees of the whole: its state and the operations that call each other. The parts are functions
 * that take a machine; interpreter.ts joins them.
 */
export interface Machine {
  readonly files: ProjectFiles;
  readonly externals: ExternalModules;
  readonly environment: { readonly [name: string]: Text };
  readonly budget: Budget;
  readonly heap: Heap;
  readonly charges: Charges;
  readonly modules: Map<string, ModuleRecord>;
  /** Names nobody declares: `Promise`, `process`, `console`. */
  readonly globals: ReadonlyMap<string, Value>;
  readonly globalObject: ObjectValue;
  /** Stores that belong to one analysis: call memo, instances, once-only work. */
  readonly stores: Map<string, unknown>;
  /** Calls and `new` expressions that were evaluated: the ledger tells reached sites from unreached ones by it. */
  readonly reached: Set<ts.Node>;
  /** Files that code imports and that are there, but cannot be read as code. */
  readonly unreadable: Map<string, FileProblem>;
  frame: Frame;
  path: string[];
  /** Above zero inside catch and finally blocks. */
  errorDepth: number;
  depth: number;

  evaluate(node: ts.Expression, scope: Scope): Value;
  execute(node: ts.Statement, scope: Scope): Completion;
  executeAll(nodes: readonly ts.Statement[], scope: Scope): Completion;

  call(callee: Value, thisValue: Value, args: Value[], site: ts.Node): Value;
  construct(callee: Value, args: Value[], site: ts.Node, newTarget?: Value): Value;
  /** Gives values to code that is not analysed: runs the functions among them with unknown arguments. */
  escape(values: readonly Value[], site: ts.Node): void;
  runClosure(fn: FunctionValue, thisValue: Value, args: Value[], site: ts.Node, newTarget?: Value): Value;

  get(object: Value, property: string, site: ts.Node): Value;
  getComputed(object: Value, key: Value, site: ts.Node): Value;
  set(object: Value, property: string, value: Value, site: ts.Node): void;
  setComputed(object: Value, key: Value, value: Value, site: ts.Node): void;
  /** Member names that can be listed, or undefined when there may be others. */
  keysOf(object: Value): string[] | undefined;
  /** What iterating a value yields: items in order, and what comes in unknown number after them. */
  elementsOf(value: Value, site: ts.Node): { items: Value[]; rest?: Value };

  makeObject(fields?: Iterable<[string, Value]>, proto?: ObjectValue): ObjectValue;
  makeArray(items: Value[], rest?: Value): ArrayValue;
  makeFunction(node: ts.FunctionLikeDeclaration, scope: Scope, name: string, home?: ObjectValue): FunctionValue;
  makeClass(node: ts.ClassLikeDeclaration, scope: Scope): FunctionValue;
  makeScope(parent: Scope, activation?: Activation): Scope;

  bindPattern(name: ts.BindingName, value: Value, scope: Scope, type?: ts.TypeNode): void;
  assign(binding: Binding, value: Value): void;
  assignTo(target: ts.Expression, value: Value, scope: Scope): void;
  hoist(statements: readonly ts.Statement[], scope: Scope): void;

  /** The value of `import(specifier)` or `require(specifier)` as seen from a file. */
  importModule(specifier: string, from: ModuleRecord, form: 'import' | 'require', site: ts.Node): Value;
  /** Loads a file of the project; undefined when it cannot be read. `run` also executes its top level. */
  loadModule(file: string, run: boolean): ModuleRecord | undefined;
  exportOf(module: ModuleRecord, name: string): Value | undefined;

  /** What a declared type says about an unknown value; the value itself when it says nothing. */
  refine(value: Value, type: ts.TypeNode | undefined, scope: Scope, depth?: number): Value;
  /** An instance of a project class with unknown constructor arguments, made once. */
  instanceOf(cls: FunctionValue, site: ts.Node): Value;
  /** Declared type of a receiver (`this.client`, `deps.s3`), for values that are not known. */
  declaredReceiver(node: ts.Expression, scope: Scope): Value | undefined;

  /** Runs under a condition: assignments to what exists already are joined, not replaced. */
  under<T>(run: () => T, loop?: boolean): T;
  contextAt(site: ts.Node, scope?: Scope): CallContext;
  report(entry: LedgerEntry): void;
  /** What was reported so far, one entry per place and bucket. */
  readonly reports: ReadonlyMap<string, LedgerEntry>;
}
