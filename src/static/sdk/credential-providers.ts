import type { CallContext, ExternalValue, Value } from '../interpret/value.js';
import { chargeWith, frozenInput } from './charge.js';
import { credentialsValue, inspectCredentials, otherCredentials } from './credentials.js';
import { externalFunction } from './external.js';
import { namespaceOf } from './namespace.js';
import { isUndefined, memberOf, objectValue, siteOf } from './values.js';

/**
 * Packages whose functions make credential providers.
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-credential-providers/
 */
export const CREDENTIAL_PACKAGES =
  /^@(aws-sdk\/(credential-provider(s|-[\w-]+)|token-providers)|smithy\/credential-provider-imds)$/;

/** Providers of credentials that are not the execution role's, with what they are. */
const FOREIGN: { readonly [name: string]: string | undefined } = {
  fromIni: 'they come from a profile file',
  fromProcess: 'they come from a process',
  fromSSO: 'they come from IAM Identity Center',
  fromLoginCredentials: 'they come from a console login',
  fromCognitoIdentity: 'they come from a Cognito identity',
  fromCognitoIdentityPool: 'they come from a Cognito identity pool',
};

/** Providers that call STS; the options member with the request and the operation they make. */
const ASSUMING: {
  readonly [name: string]:
    | { operation: string; input(options: Value | undefined, context: CallContext): Value | undefined }
    | undefined;
} = {
  fromTemporaryCredentials: {
    operation: 'AssumeRole',
    input: (options, context) => memberOf(context, options, 'params'),
  },
  fromWebToken: { operation: 'AssumeRoleWithWebIdentity', input: webIdentity },
  fromTokenFile: { operation: 'AssumeRoleWithWebIdentity', input: webIdentity },
};

function webIdentity(options: Value | undefined, context: CallContext): Value | undefined {
  const role = memberOf(context, options, 'roleArn');
  return role && objectValue(`web-identity@${siteOf(context.at)}`, { RoleArn: role });
}

const CHAINS = new Set(['createCredentialChain', 'propertyProviderChain', 'chain']);

/** The namespace of a credential provider package. */
export const credentialNamespace = (specifier: string): ExternalValue =>
  namespaceOf(specifier, (name) => providerFactory(specifier, name), [
    'fromNodeProviderChain',
    ...Object.keys(FOREIGN),
    ...Object.keys(ASSUMING),
  ]);

function providerFactory(specifier: string, name: string): Value | undefined {
  const key = `${specifier}.${name}`;
  if (Object.hasOwn(ASSUMING, name)) return externalFunction(key, (args, context) => assume(name, args[0], context));
  if (Object.hasOwn(FOREIGN, name)) {
    return externalFunction(key, (_args, context) =>
      credentialsValue(otherCredentials(FOREIGN[name] ?? name, context.at), context.at),
    );
  }
  if (CHAINS.has(name)) return externalFunction(key, (args, context) => firstOf(args, context));
  // The rest reads the environment, the container or the instance: in Lambda the execution role.
  return /^(from|default|get)[A-Z]/.test(name)
    ? externalFunction(key, (_args, context) => credentialsValue('own', context.at))
    : undefined;
}

function assume(name: string, options: Value | undefined, context: CallContext): Value {
  const rule = ASSUMING[name];
  const input = frozenInput(context, rule?.input(options, context));
  if (rule) {
    const master = inspectCredentials(context, memberOf(context, options, 'masterCredentials'));
    const config = master ? { otherCredentials: master } : {};
    chargeWith(context, { client: 'sts', config }, { operation: rule.operation, input, form: 'credential provider' });
  }
  const role = input.kind === 'object' ? input.members['RoleArn'] : undefined;
  return credentialsValue(otherCredentials(`they are of a role assumed by ${name}`, context.at, role), context.at);
}

/** A chain is the own role's as soon as one link is. */
function firstOf(args: readonly Value[], context: CallContext): Value {
  const links = args.filter((one) => !isUndefined(one)).map((one) => inspectCredentials(context, one));
  const [first] = links;
  return credentialsValue(first && links.every((one) => one !== undefined) ? first : 'own', context.at);
}
