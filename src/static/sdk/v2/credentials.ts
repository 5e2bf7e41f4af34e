import type { CallContext, ExternalValue, Value } from '../../interpret/value.js';
import { chargeWith, frozenInput } from '../charge.js';
import { credentialsValue, inspectCredentials, otherCredentials } from '../credentials.js';
import { external } from '../external.js';
import { memberOf, objectValue, siteOf } from '../values.js';

/** v2's credential classes. https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/Credentials.html and its subclasses */
const OWN = [
  'EnvironmentCredentials',
  'EC2MetadataCredentials',
  'ECSCredentials',
  'RemoteCredentials',
  'CredentialProviderChain',
  'FileSystemCredentials',
];

const FOREIGN: { readonly [name: string]: string | undefined } = {
  SharedIniFileCredentials: 'they come from a profile file',
  ProcessCredentials: 'they come from a process',
  SsoCredentials: 'they come from IAM Identity Center',
  SAMLCredentials: 'they are of a role assumed with SAML',
  WebIdentityCredentials: 'they are of a role assumed with a web identity',
  TokenFileWebIdentityCredentials: 'they are of a role assumed with a web identity',
  CognitoIdentityCredentials: 'they come from a Cognito identity pool',
};

/** A credential class of the v2 namespace, or undefined. */
export function v2CredentialClass(name: string): Value | undefined {
  const make = (construct: (args: Value[], context: CallContext) => Value): ExternalValue =>
    external(name, `class:v2:${name}`, { construct });
  if (OWN.includes(name)) return make((_args, context) => credentialsValue('own', context.at));
  if (Object.hasOwn(FOREIGN, name)) {
    return make((_args, context) => credentialsValue(otherCredentials(FOREIGN[name] ?? name, context.at), context.at));
  }
  if (name === 'Credentials') return make(givenKeys);
  if (name === 'TemporaryCredentials' || name === 'ChainableTemporaryCredentials')
    return make((args, context) => assume(name, args[0], context));
  return undefined;
}

/** `new Credentials(key, secret, token)` or `new Credentials({ accessKeyId, … })`. */
function givenKeys(args: Value[], context: CallContext): Value {
  const options =
    args[0]?.kind === 'object' ? args[0] : objectValue(`keys@${siteOf(context.at)}`, { accessKeyId: args[0] });
  return credentialsValue(inspectCredentials(context, options) ?? 'own', context.at);
}

/** With a role it is `AssumeRole`, else `GetSessionToken`, which needs no permission. */
function assume(name: string, options: Value | undefined, context: CallContext): Value {
  const params = memberOf(context, options, 'params') ?? options;
  const input = frozenInput(context, params);
  const role = input.kind === 'object' ? input.members['RoleArn'] : undefined;
  const operation = input.kind === 'object' && !role && !input.open ? 'GetSessionToken' : 'AssumeRole';
  const master = inspectCredentials(context, memberOf(context, options, 'masterCredentials'));
  chargeWith(
    context,
    { client: 'sts', config: master ? { otherCredentials: master } : {} },
    { operation, input, form: 'credential provider' },
  );
  return credentialsValue(otherCredentials(`they are of a role assumed by ${name}`, context.at, role), context.at);
}
