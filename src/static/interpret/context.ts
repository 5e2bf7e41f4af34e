import type { Argument } from '../../model/argument.js';
import type { LedgerEntry } from '../../model/ledger.js';
import type { SourceLocation } from '../../model/location.js';
import type { SdkCall } from '../../model/sdk-call.js';
import { ts } from '../parse/ast.js';
import { locationOf } from '../parse/location.js';
import { environmentValue } from './builtins/process.js';
import { escaping } from './calls/escape.js';
import type { Machine } from './machine.js';
import type { Scope } from './scope.js';
import { toArgument } from './to-argument.js';
import { literalTypes } from './types/literal-types.js';
import type { ArrayValue, CallContext, ObjectValue, Sending, Value } from './value.js';

/** What models and natives see of the interpreter at one site. */
export class SiteContext implements CallContext {
  private place: SourceLocation | undefined;

  constructor(
    readonly machine: Machine,
    readonly site: ts.Node,
    private readonly scope?: Scope,
  ) {}

  get at(): SourceLocation {
    this.place ??= locationOf(this.site);
    return this.place;
  }

  get path(): readonly string[] {
    return this.machine.path;
  }

  get inErrorPath(): boolean {
    return this.machine.errorDepth > 0;
  }

  get environment(): Value {
    return environmentValue(this.machine.environment);
  }

  charge(call: Omit<SdkCall, 'location' | 'path' | 'inErrorPath'> & { location?: SourceLocation }): void {
    const { path, errorDepth } = this.machine;
    const size = this.machine.charges.add(
      {
        ...call,
        location: call.location ?? this.at,
        path: [...path],
        ...(errorDepth > 0 && { inErrorPath: true }),
      },
      escaping(this.machine),
    );
    this.machine.budget.spendSize(size);
  }

  markSent(location: SourceLocation, sending?: Sending): void {
    this.machine.charges.markSent(location, sending, { at: this.at, path: this.machine.path });
  }

  invoke(callee: Value, thisValue: Value, args: Value[]): Value {
    return this.machine.call(callee, thisValue, args, this.site);
  }

  get(object: Value, property: string): Value {
    return this.machine.get(object, property, this.site);
  }

  escape(values: readonly Value[]): void {
    this.machine.escape(values, this.site);
  }

  toArgument(value: Value): Argument {
    const reader = {
      note: (held: ObjectValue | ArrayValue) => this.machine.heap.read(held.allocation),
      get: (object: Value, property: string) => this.get(object, property),
      textOf: (object: Value): Argument | undefined => {
        const href = object.kind === 'object' ? object.fields.get('[[text]]') : undefined;
        return href?.kind === 'string' ? { kind: 'text', text: href.text } : undefined;
      },
    };
    return toArgument(value, reader, this.at);
  }

  report(entry: Omit<LedgerEntry, 'location'> & { location?: SourceLocation }): void {
    this.machine.report({ ...entry, location: entry.location ?? this.at });
  }

  declaredLiterals(argumentIndex: number): readonly string[] | undefined {
    const { site, scope } = this;
    const argument =
      ts.isCallExpression(site) || ts.isNewExpression(site) ? site.arguments?.[argumentIndex] : undefined;
    if (!argument) return undefined;
    if (ts.isAsExpression(argument)) return literalTypes(argument.type);
    return ts.isIdentifier(argument) ? literalTypes(scope?.lookup(argument.text)?.type) : undefined;
  }
}
