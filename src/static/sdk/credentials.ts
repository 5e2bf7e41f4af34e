import type { Argument } from '../../model/argument.js';
import type { SourceLocation } from '../../model/location.js';
import type { SdkCall } from '../../model/sdk-call.js';
import { literalOf, type TextPart } from '../../model/text.js';
import type { CallContext, ExternalValue, Value } from '../interpret/value.js';
import { external } from './external.js';
import { alternatives, isFunction, isUndefined, memberOf, siteOf } from './values.js';

export type OtherCredentials = NonNullable<SdkCall['otherCredentials']>;

/** Marks a value as credentials (or a provider, or a response that holds them). `own` means the execution role's. */
export interface CredentialFacts {
  kind: 'credentials';
  whose: 'own' | OtherCredentials;
}

/** The variables in which Lambda hands over the execution role's keys. https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const ROLE_VARIABLES = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_ACCESS_KEY',
  'AWS_SECRET_KEY',
]);

const KEY_MEMBERS = ['accessKeyId', 'AccessKeyId'];

/**
 * Credentials, a provider of them, or a service response that holds them: every member, call and `await` of it is itself, so that
 * it survives destructuring, renaming and being wrapped in an object.
 */
export function credentialsValue(whose: 'own' | OtherCredentials, at: SourceLocation): ExternalValue {
  const key = whose === 'own' ? 'credentials:own' : `credentials:${whose.reason}:${siteOf(at)}`;
  const self: ExternalValue = external(
    'credentials',
    key,
    { get: (property) => (LANGUAGE_MEMBERS.has(property) ? undefined : self), call: () => self },
    { kind: 'credentials', whose } satisfies CredentialFacts,
  );
  return self;
}

/** Members the language itself asks for: answering them would make the value a promise or a string. */
const LANGUAGE_MEMBERS = new Set([
  'then',
  'catch',
  'finally',
  'toString',
  'valueOf',
  'toJSON',
  'constructor',
  'bind',
  'call',
  'apply',
]);

export const otherCredentials = (reason: string, at: SourceLocation, roleArn?: Argument): OtherCredentials => ({
  reason,
  ...(roleArn && { roleArn }),
  at,
});

/**
 * Whose credentials a `credentials` option holds. Undefined means the execution role's: nothing is set, or nothing says otherwise in at
 * least one of the ways the value can be. A wrongly kept call is an outage, so doubt counts as the own role.
 */
export function inspectCredentials(context: CallContext, value: Value | undefined): OtherCredentials | undefined {
  const found: OtherCredentials[] = [];
  for (const one of alternatives(value)) {
    const whose = whoseCredentials(context, one);
    if (whose === 'own') return undefined;
    found.push(whose);
  }
  return found[0];
}

function whoseCredentials(context: CallContext, value: Value): 'own' | OtherCredentials {
  if (isUndefined(value)) return 'own';
  const facts = credentialFacts(value);
  if (facts) return facts.whose;
  if (value.kind === 'unknown')
    return fromEvent(value.source) ? otherCredentials(`they come from ${value.source}`, value.at ?? context.at) : 'own';
  if (value.kind !== 'object' && isFunction(value)) {
    const result = context.invoke(value, { kind: 'constant', value: undefined }, []);
    return inspectCredentials(context, result) ?? 'own';
  }
  for (const name of KEY_MEMBERS) {
    const id = memberOf(context, value, name);
    if (id && !isUndefined(id)) return whoseKey(context, id);
  }
  return 'own';
}

function whoseKey(context: CallContext, key: Value): 'own' | OtherCredentials {
  const found: OtherCredentials[] = [];
  for (const one of alternatives(key)) {
    const facts = credentialFacts(one);
    if (facts && facts.whose !== 'own') found.push(facts.whose);
    else if (facts || isUndefined(one) || (one.kind === 'string' && one.text.every(isRoleVariable))) return 'own';
    else if (one.kind === 'string')
      found.push(otherCredentials(`the access key is given in the code: ${describe(one.text)}`, context.at));
    else {
      const from = one.kind === 'unknown' && one.source ? one.source : 'a value that is not known';
      found.push(
        otherCredentials(`the access key comes from ${from}`, one.kind === 'unknown' && one.at ? one.at : context.at),
      );
    }
  }
  return found[0] ?? 'own';
}

export function credentialFacts(value: Value): CredentialFacts | undefined {
  if (value.kind !== 'external') return undefined;
  const facts = value.data as CredentialFacts | undefined;
  return facts?.kind === 'credentials' ? facts : undefined;
}

const isRoleVariable = (part: TextPart): boolean => part.kind === 'env' && ROLE_VARIABLES.has(part.name);

const fromEvent = (source: string | undefined): boolean => source !== undefined && /^event\b/.test(source);

const describe = (text: readonly TextPart[]): string =>
  text
    .map((part) =>
      part.kind === 'env' ? `process.env.${part.name}` : part.kind === 'literal' ? 'a literal' : part.kind,
    )
    .join(' + ');

/** True when every set of keys in `value` is a literal text (`'local'`, `'fake'`). */
export function whoseKeysAreLiteral(context: CallContext, value: Value | undefined): boolean {
  const keys = KEY_MEMBERS.flatMap((name) => alternatives(memberOf(context, value, name))).filter(
    (one) => !isUndefined(one),
  );
  return keys.length > 0 && keys.every((one) => one.kind === 'string' && literalOf(one.text) !== undefined);
}
