import type { SdkClient } from '../../../catalog/types.js';
import type { CallContext, Value } from '../../interpret/value.js';
import { chargeWith, frozenInput } from '../charge.js';
import { external, externalFunction } from '../external.js';
import { runCallbacks } from '../output.js';
import { memberOf, objectValue, siteOf, unknownValue } from '../values.js';

type Statics = { readonly [service: string]: { readonly [name: string]: Value } | undefined };

/**
 * Classes that hang on a service class and sign without sending.
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/Polly/Presigner.html, …/AWS/RDS/Signer.html, …/AWS/CloudFront/Signer.html
 */
export const SIGNER_STATICS: Statics = {
  Polly: { Presigner: presigner() },
  RDS: { Signer: rdsSigner() },
  // A key pair signs CloudFront's URLs: no IAM permission.
  CloudFront: { Signer: harmlessClass('CloudFront.Signer') },
};

function presigner(): Value {
  return external('Polly.Presigner', 'class:v2:Polly.Presigner', {
    construct: (_args, made) =>
      external('Presigner', `presigner@${siteOf(made.at)}`, {
        get: (name) =>
          name !== 'getSynthesizeSpeechUrl'
            ? undefined
            : externalFunction('v2.Polly.Presigner.getSynthesizeSpeechUrl', (args, context) => {
                const input = frozenInput(context, args[0]);
                chargeWith(
                  context,
                  { client: 'polly', config: {} },
                  { operation: 'SynthesizeSpeech', input, form: 'presigned url' },
                );
                return signed(args, context);
              }),
      }),
  });
}

/** `getAuthToken({ region, hostname, port, username })`, options given to either place. */
function rdsSigner(): Value {
  return external('RDS.Signer', 'class:v2:RDS.Signer', {
    construct: (made) =>
      external('Signer', 'v2.RDS.Signer', {
        get: (name) =>
          name !== 'getAuthToken'
            ? undefined
            : externalFunction('v2.RDS.Signer.getAuthToken', (args, context) => {
                const option = (member: string): Value | undefined =>
                  memberOf(context, args[0], member) ?? memberOf(context, made[0], member);
                const names = ['hostname', 'port', 'username', 'region'];
                const input = objectValue(
                  `token@${siteOf(context.at)}`,
                  Object.fromEntries(names.map((one) => [one, option(one)])),
                );
                const call = { operation: 'Connect', input: frozenInput(context, input), form: 'signed token' };
                chargeWith(context, { client: 'rds-signer', config: {} }, call);
                return signed(args, context);
              }),
      }),
  });
}

function signed(args: Value[], context: CallContext): Value {
  const token = unknownValue('a signed text', context.at);
  runCallbacks(args, token, context);
  return token;
}

function harmlessClass(name: string): Value {
  return external(name, `class:v2:${name}`, {
    construct: (_args, context) => unknownValue(`an instance of ${name}`, context.at),
  });
}

export const signerStatics = (sdk: SdkClient): { readonly [name: string]: Value } =>
  (sdk.v2Class !== undefined && Object.hasOwn(SIGNER_STATICS, sdk.v2Class) && SIGNER_STATICS[sdk.v2Class]) || {};
