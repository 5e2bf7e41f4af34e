import type { Argument } from '../../model/argument.js';
import type { SourceLocation } from '../../model/location.js';
import { compareLocations } from '../../model/location.js';
import type { SdkCall } from '../../model/sdk-call.js';
import type { Sending } from './value.js';

/** More different inputs than this at one site say nothing new. */
const MAX_CALLS_PER_SITE = 48;

/**
 * Collects the calls the handler reaches. Same site and same input is one call. A call found by running a function that was only handed to
 * unknown code is tentative: it gives way to an equal one whose arguments are known to come from somewhere.
 */
export class Charges {
  private readonly byKey = new Map<string, SdkCall>();
  private readonly bySite = new Map<string, SdkCall[]>();
  /** Tentative calls with the functions that unknown code holds and that led to them. */
  private readonly tentative = new Map<SdkCall, readonly string[]>();
  private readonly calledThrough = new Set<string>();
  /** How many different calls were found so far. */
  count = 0;

  /** Adds a call and tells how long its description is: comparing it costs as much. */
  add(call: SdkCall, heldBy: readonly string[] = []): number {
    const tentative = heldBy.length > 0;
    const site = siteKey(call.location);
    const calls = this.bySite.get(site) ?? [];
    const content = contentKey(call);
    const known = this.byKey.get(`${site} ${content}`) ?? this.equal(calls, call, tentative);
    if (known) {
      this.merge(known, call, tentative);
      return content.length;
    }
    if (calls.length >= MAX_CALLS_PER_SITE) return content.length;
    calls.push(call);
    this.count++;
    this.bySite.set(site, calls);
    this.byKey.set(`${site} ${content}`, call);
    if (tentative) this.tentative.set(call, heldBy);
    return content.length;
  }

  /** The call of the same shape that a tentative one adds nothing to, or that itself was tentative. */
  private equal(calls: readonly SdkCall[], call: SdkCall, tentative: boolean): SdkCall | undefined {
    if (!tentative && this.tentative.size === 0) return undefined;
    const shape = shapeOf(call);
    return calls.find((one) => (tentative || this.tentative.has(one)) && shapeOf(one) === shape);
  }

  private merge(known: SdkCall, call: SdkCall, tentative: boolean): void {
    if (call.charged === 'sent') known.charged = 'sent';
    if (!call.inErrorPath) delete known.inErrorPath;
    const better = !tentative && this.tentative.delete(known);
    if (!better && !(isModulePath(known) && !isModulePath(call))) return;
    known.path = call.path;
    known.input = call.input;
    this.byKey.set(`${siteKey(known.location)} ${contentKey(known)}`, known);
  }

  markSent(location: SourceLocation, sending: Sending | undefined, by: Sender): void {
    const calls = this.bySite.get(siteKey(location)) ?? [];
    for (const call of calls) noteSender(call, by);
    if (!sending) {
      for (const call of calls) call.charged = 'sent';
      return;
    }
    const built = inputKey(sending.constructed);
    const isMeant = (one: SdkCall): boolean =>
      (sending.operation === undefined || one.operation === sending.operation) &&
      (inputKey(one.input) === built || builtAs.get(one) === built);
    for (const call of calls.filter(isMeant)) {
      const sent = withSending(call, sending);
      if (call.charged === 'constructed') this.replace(call, sent);
      else if (contentKey(call) !== contentKey(sent)) this.add(sent);
      builtAs.set(call, built);
      return;
    }
  }

  /** A function that unknown code holds was called through what that code made of it: `memoize(load)('key')`. */
  noteCalledThrough(functionId: string): void {
    this.calledThrough.add(functionId);
  }

  /**
   * Every call. Of a function that is called through its wrapper the arguments are known from there: what it does with unknown ones
   * counts only where nothing better was found.
   */
  all(): SdkCall[] {
    return [...this.bySite.values()]
      .flatMap((calls) => calls.filter((one) => !this.isGuess(one, calls)))
      .sort((a, b) => compareLocations(a.location, b.location) || (contentKey(a) < contentKey(b) ? -1 : 1));
  }

  private isGuess(call: SdkCall, atSite: readonly SdkCall[]): boolean {
    const heldBy = this.tentative.get(call);
    if (!heldBy?.some((id) => this.calledThrough.has(id))) return false;
    return atSite.some((one) => one.operation === call.operation && !this.tentative.has(one));
  }

  private replace(call: SdkCall, sent: SdkCall): void {
    Object.assign(call, sent);
    this.byKey.set(`${siteKey(call.location)} ${contentKey(call)}`, call);
  }
}

/** Where a request is sent, and by which chain of functions. */
export interface Sender {
  at: SourceLocation;
  path: readonly string[];
}

/** The place of sending is worth telling as long as one function builds and sends: a helper's `send` serves every call. */
function noteSender(call: SdkCall, { at, path }: Sender): void {
  const sameFunction = call.path.length === path.length && call.path.every((name, index) => name === path[index]);
  const elsewhere = at.line !== call.location.line && at.file === call.location.file;
  if (sameFunction && elsewhere && !call.sentAt) call.sentAt = at;
}

/** The input a call was constructed with, after sending has changed it. */
const builtAs = new WeakMap<SdkCall, string>();

function withSending(call: SdkCall, sending: Sending): SdkCall {
  const { input, region, endpoint, otherCredentials, form } = sending;
  return {
    ...call,
    charged: 'sent',
    input,
    ...(form && { form }),
    ...(region && { region }),
    ...(endpoint && { endpoint }),
    ...(otherCredentials && { otherCredentials }),
  };
}

/** What a module's top level hands to a wrapper is reached again from the handler: that path is the one to show. */
const isModulePath = (call: SdkCall): boolean => call.path[0]?.startsWith('module ') === true;

const siteKey = (at: SourceLocation): string => `${at.file}:${at.line}:${at.column}`;

/** Why and where a part is unknown does not matter; from where it comes does, because a trigger may bound it. */
const EXACT = ['at', 'reason'];
const LOOSE = ['at', 'reason', 'source'];

const contentKey = (call: SdkCall, ignored = EXACT): string =>
  [
    call.client,
    call.operation,
    call.form,
    call.via ?? '',
    inputKey(call.input, ignored),
    call.region ? inputKey(call.region, ignored) : '',
    call.endpoint ? inputKey(call.endpoint, ignored) : '',
    call.otherCredentials ? inputKey(call.otherCredentials.roleArn ?? { kind: 'constant' }, ignored) : '',
  ].join(' ');

const shapes = new WeakMap<SdkCall, { of: readonly unknown[]; shape: string }>();

/** The loose key of a call, worked out again only when the call was changed. */
function shapeOf(call: SdkCall): string {
  const of = [call.input, call.region, call.endpoint, call.otherCredentials, call.form];
  const known = shapes.get(call);
  if (known?.of.every((one, index) => one === of[index])) return known.shape;
  const shape = contentKey(call, LOOSE);
  shapes.set(call, { of, shape });
  return shape;
}

const inputKey = (input: Argument, ignored = EXACT): string =>
  JSON.stringify(input, (name, value: unknown) => (ignored.includes(name) ? undefined : value));
