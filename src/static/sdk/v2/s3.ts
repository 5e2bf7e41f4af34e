import type { SdkClient } from '../../../catalog/types.js';
import type { CallContext, ObjectValue, Value } from '../../interpret/value.js';
import { chargeWith, frozenInput, reportOperation } from '../charge.js';
import { type ClientFacts, clientFacts } from '../client-facts.js';
import { reportUnknownOperation } from '../command.js';
import { external } from '../external.js';
import { chargeManagedUpload, uploadValue } from '../lib-storage.js';
import { runCallbacks } from '../output.js';
import { postInput } from '../presigned-post.js';
import { alternatives, literalString, memberOf, siteOf, unknownValue } from '../values.js';
import { withBoundParams } from './bound-params.js';
import type { SpecialMethod } from './client.js';
import { configOfV2 } from './config.js';

/** S3's own v2 methods. https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/S3.html */
export function s3Methods(sdk: SdkClient): { readonly [method: string]: SpecialMethod } {
  const sign = signer(sdk);
  return { getSignedUrl: sign, getSignedUrlPromise: sign, createPresignedPost: presignedPost, upload };
}

/** `getSignedUrl('getObject', params, callback)`: signing needs what sending needs. */
const signer =
  (sdk: SdkClient): SpecialMethod =>
  (facts, args, context) => {
    const params = withBoundParams(facts, args[1], context);
    for (const given of alternatives(args[0])) {
      const name = literalString(given);
      const operation = name && sdk.operationOfMethod(name);
      if (operation)
        chargeWith(context, facts, { operation, input: frozenInput(context, params), form: 'presigned url' });
      else if (name === undefined) reportOperation(context, '.getSignedUrl(…)', 'the operation to sign is not known');
      else reportUnknownOperation(context, `.getSignedUrl('${name}')`, facts.client, name);
    }
    const url = unknownValue('a presigned URL', context.at);
    runCallbacks(args.slice(1), url, context);
    return url;
  };

const presignedPost: SpecialMethod = (facts, args, context) => {
  const input = postInput(context, withBoundParams(facts, args[0], context));
  chargeWith(context, facts, { operation: 'PutObject', input, form: 'presigned post' });
  const post = unknownValue('a presigned POST', context.at);
  runCallbacks(args, post, context);
  return post;
};

/** `s3.upload(params, options, callback)`. */
const upload: SpecialMethod = (facts, args, context) => {
  const options = args[1]?.kind === 'object' ? args[1] : undefined;
  return managed(facts, args[0], options, args, context);
};

function managed(
  facts: Pick<ClientFacts, 'config' | 'boundParams'>,
  params: Value | undefined,
  options: Value | undefined,
  args: Value[],
  context: CallContext,
): Value {
  chargeManagedUpload(context, facts.config, {
    params: withBoundParams(facts, params, context),
    tags: memberOf(context, options, 'tags'),
    leavePartsOnError: memberOf(context, options, 'leavePartsOnError'),
    form: 'managed upload',
  });
  const under = uploadValue(`upload:${siteOf(context.at)}`, context);
  runCallbacks(args, unknownValue('it comes from the response of s3:PutObject', context.at), context);
  return under;
}

/** `new AWS.S3.ManagedUpload({ params, service, tags })`. */
export function managedUploadClass(global: ObjectValue): Value {
  return external('ManagedUpload', 'class:v2:S3.ManagedUpload', {
    construct: (args, context) => {
      const service = alternatives(memberOf(context, args[0], 'service')).flatMap((one) => clientFacts(one) ?? [])[0];
      const facts = service ?? { config: configOfV2(global, args[0], context) };
      return managed(facts, memberOf(context, args[0], 'params'), args[0], [], context);
    },
  });
}
