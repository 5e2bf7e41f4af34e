import type { HandlerReference } from '../../model/function.js';
import type { LedgerEntry } from '../../model/ledger.js';
import type { SdkCall } from '../../model/sdk-call.js';
import { UserError } from '../../model/user-error.js';
import type { FileProblem } from '../parse/file-access.js';
import { locationOf } from '../parse/location.js';
import { BudgetExceeded } from './budget.js';
import { isStackOverflow, reportOverflow } from './calls/overflow.js';
import { changedOlder } from './heap.js';
import { Interpreter, type InterpreterInput } from './interpreter.js';
import { alternativesOf } from './join.js';
import type { Machine } from './machine.js';
import { native, UNDEFINED, unknown } from './make.js';
import { exportTableOf } from './modules/exports.js';
import { namespaceOf } from './modules/namespace.js';
import type { ModuleRecord } from './scope.js';
import type { Value } from './value.js';

export interface RunInput extends InterpreterInput {
  handler: HandlerReference;
}

export interface RunResult {
  calls: SdkCall[];
  reports: LedgerEntry[];
  /** Every module that was loaded, by file. */
  modules: readonly ModuleRecord[];
  /** Steps used. */
  steps: number;
  exceeded: boolean;
  /** Calls and `new` expressions that were evaluated. */
  reached: ReadonlySet<object>;
  /** Imported files that are there, but cannot be read as code. */
  unreadable: ReadonlyMap<string, FileProblem>;
}

/** A warm environment runs the handler again with what the last run left behind; more rounds than this change nothing in practice. */
const MAX_INVOCATIONS = 3;

/**
 * Runs a function as Lambda would: the handler's module and what it imports, then the handler with an unknown event, until the state it
 * leaves behind no longer changes.
 * @throws UserError when the handler's file cannot be read or parsed, or does not export the handler.
 */
export function runFunction(input: RunInput): RunResult {
  const m = new Interpreter(input);
  const { handler } = input;
  const module = handlerModule(m, handler);
  let exceeded = false;
  try {
    m.loadModule(handler.file, true);
    const value = handlerValue(m, module, handler);
    invokeUntilStable(m, value, module);
  } catch (error) {
    if (error instanceof BudgetExceeded) exceeded = true;
    else if (isStackOverflow(error)) reportOverflow(m, module.parsed.source);
    else throw error;
  }
  if (exceeded) reportBudget(m, module);
  return {
    calls: m.charges.all(),
    reports: [...m.reports.values()],
    modules: [...m.modules.values()],
    steps: m.budget.used,
    exceeded,
    reached: m.reached,
    unreadable: m.unreadable,
  };
}

function handlerModule(m: Machine, handler: HandlerReference): ModuleRecord {
  const parsed = m.files.parse(handler.file);
  if ('problem' in parsed) {
    const why = {
      missing: 'does not exist',
      'too-large': 'is too large to analyse',
      binary: 'is not a text file',
      outside: 'is outside the project',
      unreadable: 'cannot be read',
    }[parsed.problem];
    throw new UserError(`The handler's file '${handler.file}' ${why}.`, {
      advice: 'Name the file and export with --handler <file>.<export>.',
    });
  }
  const [problem] = parsed.problems;
  if (problem) {
    throw new UserError(`Syntax error in the handler's file: ${problem.message}`, {
      location: problem.location,
      advice: 'Mend the syntax error; nothing can be said about code that does not parse.',
    });
  }
  return m.loadModule(handler.file, false)!;
}

/** The configured export: an ES export, a member of `module.exports`, or a member of either (`default.handler`). */
function handlerValue(m: Machine, module: ModuleRecord, handler: HandlerReference): Value {
  const site = module.parsed.source;
  const names = handler.export.split('.');
  const [first = ''] = names;
  const namespace = namespaceOf(m, module);
  const exported = m.exportOf(module, first) ?? m.get(namespace, first, site);
  const value = names.slice(1).reduce((held, name) => m.get(held, name, site), exported);
  if (alternativesOf(value).some(mayBeCalled)) return value;
  const commonJs = module.moduleObject.fields.get('exports');
  const wholeModule =
    names.length === 1 && (first === 'default' || first === 'exports') && commonJs?.kind === 'function';
  if (wholeModule) return commonJs;
  const missing = alternativesOf(value).every((one) => one.kind === 'constant');
  throw new UserError(
    missing
      ? `'${handler.file}' does not export '${handler.export}'.`
      : `'${handler.export}' of '${handler.file}' is not a function, so Lambda cannot call it.`,
    { location: { file: handler.file, line: 1, column: 1 }, advice: exportAdvice(m, module) },
  );
}

/** False for what is surely no function: texts, lists, plain objects and instances of the project's own classes. */
function mayBeCalled(value: Value): boolean {
  if (value.kind === 'object') return value.open !== undefined || value.bases !== undefined;
  return value.kind !== 'constant' && value.kind !== 'string' && value.kind !== 'array';
}

function exportAdvice(m: Machine, module: ModuleRecord): string {
  const commonJs = module.moduleObject.fields.get('exports');
  const names = [...exportTableOf(module.parsed.source).names.keys(), ...((commonJs && m.keysOf(commonJs)) ?? [])];
  return names.length ? `It exports ${names.slice(0, 8).join(', ')}.` : 'It exports nothing.';
}

function invokeUntilStable(m: Machine, handler: Value, module: ModuleRecord): void {
  const site = module.parsed.source;
  const at = locationOf(site);
  const event = { ...unknown('from the event', at, 'event'), allocation: m.heap.allocate(m.frame) };
  const context = { ...unknown('from the Lambda context', at, 'context'), allocation: m.heap.allocate(m.frame) };
  const callback = native('callback', () => UNDEFINED);
  for (let round = 0; round < MAX_INVOCATIONS; round++) {
    const footprint = m.heap.begin();
    m.path = [];
    m.call(handler, UNDEFINED, [event, context, callback], site);
    m.heap.end(footprint);
    if (!changedOlder(footprint)) return;
  }
}

function reportBudget(m: Machine, module: ModuleRecord): void {
  m.report({
    bucket: 'budget-exceeded',
    location: locationOf(module.parsed.source),
    site: module.file,
    reason: `the analysis stopped after ${m.budget.steps} steps; calls behind that point are missing`,
    advice: 'Raise the budget, or analyse the source instead of a bundle.',
  });
}
