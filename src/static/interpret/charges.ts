import type { Argument } from '../../model/argument.js';
import type { SourceLocation } from '../../model/location.js';
import { compareLocations } from '../../model/location.js';
import type { SdkCall } from '../../model/sdk-call.js';
import type { Sending } from './value.js';

/** More different inputs than this at one site say nothing new. */
const MAX_CALLS_PER_SITE = 48;

/** Collects the calls the handler reaches. Same site and same input is one call; a source known later names an earlier hole. */
export class Charges {
  private readonly byKey = new Map<string, SdkCall>();
  private readonly bySite = new Map<string, SdkCall[]>();

  add(call: SdkCall): void {
    const site = siteKey(call.location);
    const key = `${site} ${contentKey(call)}`;
    const known = this.byKey.get(key);
    if (known) {
      if (call.charged === 'sent') known.charged = 'sent';
      if (!call.inErrorPath) delete known.inErrorPath;
      if (isModulePath(known) && !isModulePath(call)) {
        known.path = call.path;
        known.input = call.input;
      } else if (!JSON.stringify(known.input).includes('"source"')) known.input = call.input;
      return;
    }
    const calls = this.bySite.get(site) ?? [];
    if (calls.length >= MAX_CALLS_PER_SITE) return;
    calls.push(call);
    this.bySite.set(site, calls);
    this.byKey.set(key, call);
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

  all(): SdkCall[] {
    return [...this.bySite.values()]
      .flat()
      .sort((a, b) => compareLocations(a.location, b.location) || (contentKey(a) < contentKey(b) ? -1 : 1));
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

const contentKey = (call: SdkCall): string =>
  [
    call.client,
    call.operation,
    call.form,
    call.via ?? '',
    inputKey(call.input),
    call.region ? inputKey(call.region) : '',
    call.endpoint ? inputKey(call.endpoint) : '',
    call.otherCredentials ? inputKey(call.otherCredentials.roleArn ?? { kind: 'constant' }) : '',
  ].join(' ');

/** Inputs are equal when they ask for the same permissions: why a part is unknown does not matter. */
const inputKey = (input: Argument): string =>
  JSON.stringify(input, (name, value: unknown) =>
    name === 'at' || name === 'reason' || name === 'source' ? undefined : value,
  );
