import type { Argument } from '../../model/argument.js';
import type { ApiOperation } from '../../model/sdk-call.js';
import type { CallContext, Value } from '../interpret/value.js';
import { credentialsValue, otherCredentials } from './credentials.js';
import { echoedOutput } from './echoed-output.js';
import { namedOutput } from './named-output.js';
import { isFunction, UNDEFINED, unknownValue } from './values.js';

/**
 * Operations that answer with credentials of somebody else: what is done with those is not done as the execution role. The value is the
 * input member that names the role. https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html,
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html,
 * https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html
 */
const CREDENTIAL_ISSUERS: { readonly [operation: string]: string | undefined } = {
  'sts:AssumeRole': 'RoleArn',
  'sts:AssumeRoleWithWebIdentity': 'RoleArn',
  'sts:AssumeRoleWithSAML': 'RoleArn',
  'sts:AssumeRoot': 'TargetPrincipal',
  'sts:GetSessionToken': 'SerialNumber',
  'sts:GetFederationToken': 'Name',
  'cognito-identity:GetCredentialsForIdentity': 'CustomRoleArn',
  'sso:GetRoleCredentials': 'roleName',
};

/** The response of an operation: unknown, but it says where it comes from; credentials stay recognisable as such. */
export function outputOf(call: ApiOperation & { input: Argument; region?: Argument }, context: CallContext): Value {
  const operation = `${call.client}:${call.operation}`;
  if (Object.hasOwn(CREDENTIAL_ISSUERS, operation)) {
    const member = CREDENTIAL_ISSUERS[operation];
    const role = member && call.input.kind === 'object' ? call.input.members[member] : undefined;
    const named = role?.kind === 'text' || role?.kind === 'choice' ? role : undefined;
    return credentialsValue(otherCredentials(`they are issued by ${operation}`, context.at, named), context.at);
  }
  return (
    namedOutput(call, context) ??
    echoedOutput(call, context) ??
    unknownValue(`it comes from the response of ${operation}`, context.at, `${call.operation}()`)
  );
}

/** Runs the callbacks among the arguments of an SDK call, `(error, data)`. */
export function runCallbacks(args: readonly Value[], output: Value, context: CallContext): void {
  for (const arg of args) {
    if (isFunction(arg) && arg.kind !== 'object')
      context.invoke(arg, UNDEFINED, [unknownValue('an error of the SDK', context.at), output]);
  }
}
