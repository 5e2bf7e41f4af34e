import type { LedgerEntry } from '../../model/ledger.js';
import type { Text } from '../../model/text.js';
import { ts } from '../parse/ast.js';
import type { FileProblem } from '../parse/file-access.js';
import type { ProjectFiles } from '../parse/project-files.js';
import { assign } from './binding.js';
import { Budget } from './budget.js';
import { makeGlobals } from './builtins/globals.js';
import { callValue } from './calls/call.js';
import { makeClass } from './calls/class.js';
import { runClosure } from './calls/closure.js';
import { abstractInstance, constructValue } from './calls/construct.js';
import { escapeValues } from './calls/escape.js';
import { Charges } from './charges.js';
import { SiteContext } from './context.js';
import { assignTo } from './expressions/assignment.js';
import { evaluateExpression } from './expressions/index.js';
import type { Binding, Frame } from './frame.js';
import { Heap } from './heap.js';
import { hoist } from './hoist.js';
import type { Machine } from './machine.js';
import { importModule, loadModule } from './modules/load.js';
import { exportOf } from './modules/namespace.js';
import { bindPattern } from './pattern.js';
import { elementsOf } from './properties/elements.js';
import { getComputedMember, getMember } from './properties/get.js';
import { keysOf } from './properties/keys.js';
import { setComputedMember, setMember } from './properties/set.js';
import { type Activation, type Code, type ModuleRecord, Scope } from './scope.js';
import { executeStatement, executeStatements } from './statements/index.js';
import { declaredReceiver, refine } from './types/refine.js';
import type { ArrayValue, ExternalModules, FunctionValue, ObjectValue, Value } from './value.js';

export interface InterpreterInput {
  files: ProjectFiles;
  externals: ExternalModules;
  environment: { readonly [name: string]: Text };
  budget?: number;
}

/** One analysis: joins the parts of the interpreter and holds their state. */
export class Interpreter implements Machine {
  readonly files: ProjectFiles;
  readonly externals: ExternalModules;
  readonly environment: { readonly [name: string]: Text };
  readonly budget: Budget;
  readonly heap = new Heap();
  readonly charges = new Charges();
  readonly modules = new Map<string, ModuleRecord>();
  readonly globals: ReadonlyMap<string, Value>;
  readonly globalObject: ObjectValue;
  readonly stores = new Map<string, unknown>();
  readonly reached = new Set<ts.Node>();
  readonly unreadable = new Map<string, FileProblem>();
  readonly reports = new Map<string, LedgerEntry>();
  frame: Frame = { parent: undefined, loop: false };
  path: string[] = [];
  errorDepth = 0;
  depth = 0;
  private ids = 0;

  constructor(input: InterpreterInput) {
    this.files = input.files;
    this.externals = input.externals;
    this.environment = input.environment;
    this.budget = new Budget(input.budget);
    const { globals, object } = makeGlobals(input.environment);
    this.globals = globals;
    this.globalObject = object;
  }

  evaluate = (node: ts.Expression, scope: Scope): Value => evaluateExpression(this, node, scope);
  execute = (node: ts.Statement, scope: Scope) => executeStatement(this, node, scope);
  executeAll = (nodes: readonly ts.Statement[], scope: Scope) => executeStatements(this, nodes, scope);

  call = (callee: Value, thisValue: Value, args: Value[], site: ts.Node) =>
    callValue(this, callee, thisValue, args, site);
  construct = (callee: Value, args: Value[], site: ts.Node, newTarget?: Value) =>
    constructValue(this, callee, args, site, newTarget);
  escape = (values: readonly Value[], site: ts.Node) => escapeValues(this, values, site);
  runClosure = (fn: FunctionValue, thisValue: Value, args: Value[], site: ts.Node, newTarget?: Value) =>
    runClosure(this, fn, thisValue, args, site, newTarget);

  get = (object: Value, property: string, site: ts.Node) => getMember(this, object, property, site);
  getComputed = (object: Value, key: Value, site: ts.Node) => getComputedMember(this, object, key, site);
  set = (object: Value, property: string, value: Value, site: ts.Node) =>
    setMember(this, object, property, value, site);
  setComputed = (object: Value, key: Value, value: Value, site: ts.Node) =>
    setComputedMember(this, object, key, value, site);
  keysOf = keysOf;
  elementsOf = (value: Value, site: ts.Node) => elementsOf(this, value, site);

  makeObject(fields: Iterable<[string, Value]> = [], proto?: ObjectValue): ObjectValue {
    const allocation = this.heap.allocate(this.frame);
    const object: ObjectValue = { kind: 'object', id: `o${++this.ids}`, fields: new Map(fields), allocation };
    if (proto) object.proto = proto;
    return object;
  }

  makeArray(items: Value[], rest?: Value): ArrayValue {
    const array: ArrayValue = {
      kind: 'array',
      id: `a${++this.ids}`,
      items,
      allocation: this.heap.allocate(this.frame),
    };
    if (rest) array.rest = rest;
    return array;
  }

  makeFunction(node: ts.FunctionLikeDeclaration, scope: Scope, name: string, home?: ObjectValue): FunctionValue {
    const arrow = ts.isArrowFunction(node);
    const code: Code = { node, scope, arrow, ...(home && { home }) };
    const properties = this.makeObject();
    return { kind: 'function', id: `${scope.module.file}:${node.pos}#${scope.id}`, name, code, properties };
  }

  makeClass = (node: ts.ClassLikeDeclaration, scope: Scope) => makeClass(this, node, scope);

  makeScope(parent: Scope, activation?: Activation): Scope {
    return new Scope(this.heap.tick(), parent, activation ?? parent.activation, parent.module);
  }

  bindPattern = (name: ts.BindingName, value: Value, scope: Scope, type?: ts.TypeNode) =>
    bindPattern(this, name, value, scope, type);
  assign = (binding: Binding, value: Value) => assign(this, binding, value);
  assignTo = (target: ts.Expression, value: Value, scope: Scope) => assignTo(this, target, value, scope);
  hoist = (statements: readonly ts.Statement[], scope: Scope) => hoist(this, statements, scope);

  importModule = (specifier: string, from: ModuleRecord, form: 'import' | 'require', site: ts.Node) =>
    importModule(this, specifier, from, form, site);
  loadModule = (file: string, run: boolean) => loadModule(this, file, run);
  exportOf = (module: ModuleRecord, name: string) => exportOf(this, module, name);

  refine = (value: Value, type: ts.TypeNode | undefined, scope: Scope) => refine(this, value, type, scope);
  instanceOf = (cls: FunctionValue, site: ts.Node) => abstractInstance(this, cls, site);
  declaredReceiver = (node: ts.Expression, scope: Scope) => declaredReceiver(this, node, scope);

  under<T>(run: () => T, loop = false): T {
    const outer = this.frame;
    this.frame = { parent: outer, loop };
    try {
      return run();
    } finally {
      this.frame = outer;
    }
  }

  contextAt = (site: ts.Node, scope?: Scope) => new SiteContext(this, site, scope);

  report(entry: LedgerEntry): void {
    const { location } = entry;
    const key = `${entry.bucket} ${location.file}:${location.line}:${location.column} ${entry.reason}`;
    if (!this.reports.has(key)) this.reports.set(key, entry);
  }
}
